import type { Observation } from './observe.ts'

/** Records a second. */
export interface Rates {
  readonly usage: number
  readonly folded: number
  readonly archived: number
}

/** Long enough that numbers can be read, short enough that they live. */
const OVER_MS = 5_000

/** Remembers the last seconds; returns the rates as of each observation. */
export function createRates(): (newest: Observation) => Rates {
  let recent: readonly Observation[] = []
  return function ratesAt(newest) {
    recent = [...recent.filter(({ atMs }) => newest.atMs - atMs <= OVER_MS), newest]
    const [oldest = newest] = recent
    const seconds = Math.max(1, (newest.atMs - oldest.atMs) / 1_000)
    // a process that began anew counts from nothing
    const rate = (of: (observation: Observation) => number) =>
      Math.max(0, Math.round((of(newest) - of(oldest)) / seconds))
    return {
      usage: rate(({ simulator }) => simulator?.eventsSent ?? 0),
      folded: rate(({ folded }) => folded),
      archived: rate(({ archived }) => archived),
    }
  }
}
