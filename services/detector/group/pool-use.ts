import type { FactCard } from '#schemas/group-fact.ts'
import type { CardClass } from '#schemas/policy.ts'
import { FIRST_TOLD_BYTES, GROWTH } from '../facts/pool-facts.ts'
import { MOST_POOL_CARDS } from './fold-pool.ts'
import { sumOf } from './fold-subtotal.ts'
import type { GroupState } from './group-state.ts'
import { median } from './median.ts'

/** A pool in one billing cycle. */
export interface PoolUse {
  /** Of all cards together. */
  readonly bytes: number | undefined
  /** The pool's own where a contract names one, else of all its cards; undefined: none is known. */
  readonly quotaBytes: number | undefined
  readonly cardCount: number
  /** At least so many times the median card's use does the heaviest use. */
  readonly timesMedian: number | undefined
  /** Cards by their use, the heaviest first. */
  readonly heaviest: readonly FactCard[]
  readonly classes: readonly CardClass[]
}

export function poolUse({ memory }: GroupState, cycleStart: number): PoolUse | undefined {
  if (memory.kind !== 'pool') return undefined
  const { standing, cycles } = memory
  const cycle = cycles.get(cycleStart)
  if (!cycle) return undefined
  const cards = [...cycle.cards.values()].sort(
    (a, b) => b.bytes - a.bytes || (a.card.iccid < b.card.iccid ? -1 : 1),
  )
  const cardCount = Math.max(sumOf(standing.get('cards')) ?? 0, cards.length)
  const declared = [...(standing.get('poolQuotaBytes')?.values() ?? [])]
  const ownQuota = Math.max(0, ...declared.map(({ value }) => value))
  const quotaBytes = ownQuota || sumOf(standing.get('quotaBytes'))
  const told = cards.map(({ bytes }) => bytes)
  return {
    bytes: sumOf(cycle.bytes),
    quotaBytes: quotaBytes || undefined,
    cardCount,
    timesMedian: timesMedian(told, cardCount),
    heaviest: cards.map(({ card }) => card),
    classes: [
      ...cards.map(({ card }) => card.cardClass),
      ...[...cycle.bytes.values()].map(({ cardClass }) => cardClass),
    ],
  }
}

/**
 * A card is told each time its use has grown by a quarter: it may have used as much more than is known,
 * and one that was never told just under the first step. So the median is taken at its highest.
 */
function timesMedian(told: readonly number[], cardCount: number): number | undefined {
  const highest = Math.max(0, ...told)
  if (highest === 0) return undefined
  const untold = told.length >= MOST_POOL_CARDS ? 0 : cardCount - told.length
  const most = [
    ...Array.from({ length: untold }, () => FIRST_TOLD_BYTES),
    ...told.map((bytes) => GROWTH * bytes),
  ]
  return highest / median(most)
}
