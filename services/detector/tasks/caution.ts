import type { Clock } from './ports.ts'

const HOUR_MS = 3_600_000
/** More defects than these in an hour stop the partition. Ours. */
const MOST_AN_HOUR = 10

/** The core failed while it folded these records. It is pure: one of them is to blame. */
export class CoreDefect extends Error {
  override readonly name = 'CoreDefect'
  readonly from: bigint
  readonly to: bigint

  constructor(from: bigint, to: bigint, cause: unknown) {
    super(`The core failed between offsets ${from} and ${to}`, { cause })
    this.from = from
    this.to = to
  }
}

/** What is known of the records that the core cannot fold. Outlives the tasks of a partition. */
export class Caution {
  readonly #clock: Clock
  readonly #poison = new Map<bigint, string>()
  readonly #foundAtMs: number[] = []
  #until = -1n

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Up to here records are folded one by one, so that the culprit is found. */
  get until(): bigint {
    return this.#until
  }

  /** Why a record is left out; undefined: it is not. */
  reasonAgainst(offset: bigint): string | undefined {
    return this.#poison.get(offset)
  }

  /** Gives the offset of a record that has failed twice, once it is known. */
  note({ from, to, cause }: CoreDefect): bigint | undefined {
    const isSecond = from === to && to <= this.#until
    if (to > this.#until) this.#until = to
    if (!isSecond) return undefined
    const kind = cause instanceof Error ? cause.name : 'no error'
    this.#poison.set(from, `the detector failed on it (${kind})`)
    this.#foundAtMs.push(this.#clock.nowMs())
    return from
  }

  /** More than a few bad records: the program is at fault, and leaving them out is no answer. */
  get isExhausted(): boolean {
    const sinceMs = this.#clock.nowMs() - HOUR_MS
    return this.#foundAtMs.filter((atMs) => atMs > sinceMs).length > MOST_AN_HOUR
  }
}
