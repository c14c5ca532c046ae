import type { CardBytesFact, SubtotalFact } from '#schemas/group-fact.ts'
import { newerCard } from './fold-device.ts'
import type { Folded } from './fold-fact.ts'
import { foldStanding, foldSubtotal } from './fold-subtotal.ts'
import type { GroupMemory, PoolCycle } from './group-state.ts'

type PoolMemory = Extract<GroupMemory, { kind: 'pool' }>

/** The cycle under way and the one before it, for records that come late. */
const MOST_CYCLES = 2
/** Cards whose share is followed; a larger pool is judged by those. Ours. */
export const MOST_POOL_CARDS = 10_000

/** A subtotal of the pool: of a cycle, or what stands. Changes the memory. */
export function foldPool(fact: SubtotalFact, memory: PoolMemory): Folded {
  if (!fact.bucket) return foldStanding(fact, memory.standing)
  const cycle = cycleOf(fact.bucket, memory)
  return cycle ? foldSubtotal(fact, cycle.bytes) : 'late'
}

/** One card's use of the pool: it only grows. Changes the memory. */
export function foldCardBytes(fact: CardBytesFact, memory: PoolMemory): Folded {
  const { card, bytes, bucket } = fact
  const cycle = cycleOf(bucket, memory)
  if (!cycle) return 'late'
  const before = cycle.cards.get(card.iccid)
  if (before && before.bytes >= bytes) return 'known'
  if (!before && cycle.cards.size >= MOST_POOL_CARDS) return 'late'
  cycle.cards.set(card.iccid, { card: newerCard(before?.card, card), bytes })
  return 'new'
}

function cycleOf(
  { start, end }: { readonly start: number; readonly end: number },
  { cycles }: PoolMemory,
): PoolCycle | undefined {
  const before = cycles.get(start)
  if (before) return before
  const starts = [...cycles.keys()].sort((a, b) => a - b)
  const oldest = starts[0] ?? start
  if (cycles.size >= MOST_CYCLES && start < oldest) return undefined
  if (cycles.size >= MOST_CYCLES) cycles.delete(oldest)
  const cycle: PoolCycle = { end, bytes: new Map(), cards: new Map() }
  cycles.set(start, cycle)
  return cycle
}
