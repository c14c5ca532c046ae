const HOUR_MS = 3_600_000

/**
 * The device that an unbound card is taken to belong to. Plain data. One seen in a single hour may be
 * an installer's tester: another one takes its place. One seen in two hours stays.
 */
export interface Binding {
  readonly imei: string
  /** The hour of its first use, counted from 1970. */
  readonly hour: number
  readonly isFirm: boolean
}

/** The binding after a use. */
export function bindTo(imei: string, eventTime: number, before: Binding | undefined): Binding {
  const hour = Math.floor(eventTime / HOUR_MS)
  if (before === undefined) return { imei, hour, isFirm: false }
  if (before.imei === imei) return { ...before, isFirm: before.isFirm || hour !== before.hour }
  return before.isFirm ? before : { imei, hour, isFirm: false }
}
