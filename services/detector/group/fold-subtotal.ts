import type { SubtotalFact, SubtotalMeasure } from '#schemas/group-fact.ts'
import type { Folded } from './fold-fact.ts'
import type { Subtotals } from './group-state.ts'

/**
 * Takes a partition's subtotal in, unless a newer one is known: they are absolute, so what comes
 * twice or out of order changes nothing. Changes the subtotals.
 */
export function foldSubtotal(fact: SubtotalFact, subtotals: Subtotals): Folded {
  const { partition, value, ver, cardClass, busiest } = fact
  const before = subtotals.get(partition)
  if (before && BigInt(before.ver) >= BigInt(ver)) return 'known'
  subtotals.set(partition, { value, ver, cardClass, busiest })
  return 'new'
}

/** Likewise what stands until it changes. */
export function foldStanding(
  fact: SubtotalFact,
  standing: Map<SubtotalMeasure, Subtotals>,
): Folded {
  const subtotals: Subtotals = standing.get(fact.measure) ?? new Map()
  standing.set(fact.measure, subtotals)
  return foldSubtotal(fact, subtotals)
}

/** Of all partitions together; undefined: none has said anything. */
export function sumOf(subtotals: Subtotals | undefined): number | undefined {
  if (!subtotals || subtotals.size === 0) return undefined
  return [...subtotals.values()].reduce((sum, { value }) => sum + value, 0)
}
