import { HOUR_MS, MINUTE_MS, SECOND_MS } from './local-time.ts'
import type { Random } from './random.ts'

const LATE_SHARE = 0.015
const DUPLICATE_SHARE = 0.01
/** Well inside the 24 h that a card's usage may come out of order. */
const LATEST_MS = 20 * HOUR_MS

/** How long a record takes from the network to the feed. */
export function feedDelay(random: Random): { readonly delayMs: number; readonly isLate: boolean } {
  if (random.chance(LATE_SHARE)) {
    const delayMs = 2 * MINUTE_MS + random.logNormal(10 * MINUTE_MS, 1.2)
    return { delayMs: Math.floor(Math.min(LATEST_MS, delayMs)), isLate: true }
  }
  // A few seconds for most: enough to change places with a neighbour.
  const delayMs = Math.min(MINUTE_MS, random.exponential(4 * SECOND_MS))
  return { delayMs: Math.floor(delayMs), isLate: false }
}

/** After how long a record comes again, unchanged; null: it does not. */
export function repeatDelay(random: Random): number | null {
  if (!random.chance(DUPLICATE_SHARE)) return null
  return Math.ceil(random.exponential(30 * SECOND_MS))
}
