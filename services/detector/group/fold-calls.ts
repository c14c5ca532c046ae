import type { SubtotalFact } from '#schemas/group-fact.ts'
import type { Folded } from './fold-fact.ts'
import { foldStanding, foldSubtotal, sumOf } from './fold-subtotal.ts'
import type { GroupMemory } from './group-state.ts'

type CallsMemory = Extract<GroupMemory, { kind: 'calls' }>

const DAY_MS = 86_400_000
/** How long an hour may still change: partitions may be a day apart, and a record a day late. Ours. */
const OPEN_MS = 3 * DAY_MS
/** Hours that `hourMedian.14days` looks back on, and the ones that are still open. */
const KEPT_MS = 14 * DAY_MS + OPEN_MS

/** An hour's calls, or what stands. Changes the memory. */
export function foldCalls(fact: SubtotalFact, memory: CallsMemory, newest: number): Folded {
  const { bucket } = fact
  if (!bucket) return foldStanding(fact, memory.standing)
  if (bucket.start < newest - OPEN_MS) return 'late'
  const subtotals = memory.hours.get(bucket.start) ?? new Map()
  memory.hours.set(bucket.start, subtotals)
  const folded = foldSubtotal(fact, subtotals)
  if (folded === 'new') settle(memory, Math.max(newest, bucket.start))
  return folded
}

/** Hours that can change no more become a number, and are forgotten later. */
function settle({ hours, past }: CallsMemory, newest: number): void {
  for (const [start, subtotals] of hours) {
    if (start >= newest - OPEN_MS) continue
    hours.delete(start)
    past.set(start, sumOf(subtotals) ?? 0)
  }
  for (const start of past.keys()) if (start < newest - KEPT_MS) past.delete(start)
}
