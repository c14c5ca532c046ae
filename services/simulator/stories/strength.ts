/**
 * How far a plant goes. `above` lies just over the lowest limit, `clear` well over it, `blatant` far
 * over it; `below` is as near as it may come without being misuse, so it must not be found.
 */
export type Strength = 'blatant' | 'clear' | 'above' | 'below'

export const STRENGTHS: readonly Strength[] = ['blatant', 'clear', 'above', 'below']

/**
 * For a closed function, where one act is the whole breach: `clear` and `above` would coincide, so
 * there is a single act, many of them, and something near that the contract allows.
 */
export const ONE_ACT_STRENGTHS: readonly Strength[] = ['blatant', 'above', 'below']

/** Of the limit, by which a plant exceeds it; `below` stays under it by as much as `above` is over. */
const EXCESS = { blatant: 2.5, clear: 0.35, above: 0.06, below: -0.06 } as const

/** How many acts, when `limit` is the largest count still accepted. */
export function countFor(limit: number, strength: Strength): number {
  const count = amountFor(limit, strength)
  if (strength === 'below') return Math.min(limit, Math.floor(count))
  return Math.max(limit + LEAST_EXCESS[strength], Math.ceil(count))
}

const LEAST_EXCESS = { blatant: 4, clear: 2, above: 1 } as const

/** How much, when `limit` is the largest amount still accepted. */
export function amountFor(limit: number, strength: Strength): number {
  return limit * (1 + EXCESS[strength])
}

/** Of the way from the limit to 1 (`below`: back to 0). */
const RATIO_STEPS = { blatant: 1, clear: 0.6, above: 0.2, below: -0.1 } as const

/** Which share, when `limit` is the largest share still accepted. */
export function shareFor(limit: number, strength: Strength): number {
  const step = RATIO_STEPS[strength]
  return step < 0 ? limit * (1 + step) : limit + step * (1 - limit)
}

/**
 * Whether act `index` is one of those that make up `share` of all: evenly mixed, so that the share is
 * the same (never more) whenever somebody counts.
 */
export function isOneOf(share: number, index: number): boolean {
  return Math.floor((index + 1) * share) > Math.floor(index * share)
}
