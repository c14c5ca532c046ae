/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const MAD_TO_SPREAD = 1.4826

/** Measures that have a daily normal. */
export type BaselineOf = 'bytesTotal' | 'callsOutgoing'

/** What is usual for a card: robust centre and spread of its full local days. */
export interface Baseline {
  /** At least 1, so that a quiet card's normal can be divided by. */
  readonly median: number
  /** 1.4826 times the median absolute deviation, at least 1. */
  readonly spread: number
  /** How many full days of the card's life they are of. */
  readonly days: number
}

/** Of the amounts of those days that had any; the others count as 0. */
export function baselineFrom(amounts: readonly number[], days: number): Baseline {
  const all = [...amounts, ...Array<number>(Math.max(0, days - amounts.length)).fill(0)]
  const centre = medianOf(all)
  const deviation = medianOf(all.map((amount) => Math.abs(amount - centre)))
  return { median: Math.max(1, centre), spread: Math.max(1, MAD_TO_SPREAD * deviation), days }
}

function medianOf(amounts: readonly number[]): number {
  if (amounts.length === 0) return 0
  const sorted = amounts.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
