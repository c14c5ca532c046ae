import { FUTURE_MS } from '../judging/judge-usage.ts'

const DAY_MS = 86_400_000
/** A source that is further behind log time has gone silent: nothing is kept for it. Ours. */
const SILENT_MS = 100 * DAY_MS

/**
 * How far usage has come in each partition of `card.events`: the event time of the newest that its facts
 * told of. One that reads an old stretch of its log is behind the others by days, and is in time all
 * the same, but in a group that others have filled since. Log time bounds them, so that one wrong record
 * does not make all others late.
 */
export class UsageClock {
  readonly #newest: Map<number, number>

  /** By partition. */
  constructor(newest: ReadonlyMap<number, number> = new Map()) {
    this.#newest = new Map(newest)
  }

  get newest(): ReadonlyMap<number, number> {
    return this.#newest
  }

  passed(source: number, eventTime: number): void {
    this.#newest.set(source, Math.max(eventTime, this.#newest.get(source) ?? 0))
  }

  /** How far a partition has come; before the first tick that is not known. */
  timeOf(source: number, logTime: number | undefined): number | undefined {
    if (logTime === undefined) return undefined
    return bounded(this.#newest.get(source) ?? 0, logTime)
  }

  /** How far all have come. */
  slowest(logTime: number): number {
    let slowest = logTime + FUTURE_MS
    for (const time of this.#newest.values()) slowest = Math.min(slowest, bounded(time, logTime))
    return slowest
  }
}

function bounded(time: number, logTime: number): number {
  return Math.min(Math.max(time, logTime - SILENT_MS), logTime + FUTURE_MS)
}
