/** A detector that is known to be wanted, and what it lacks. */
interface NotBuilt {
  readonly id: string
  /** Its Chinese name. */
  readonly zh: string
  readonly reasonEn: string
  readonly reasonZh: string
}

/** Detectors that cannot work on the records there are; for the documentation. No policy names them. */
export const notBuilt: readonly NotBuilt[] = [
  {
    id: 'port-scan',
    zh: '扫描',
    reasonEn: 'A usage record has no destination host or port to count',
    reasonZh: '话单中没有目的地址和端口，无从统计',
  },
]
