import type { GroupFact } from '#schemas/group-fact.ts'
import { foldCallee, foldRefusal } from './fold-callee.ts'
import { foldCalls } from './fold-calls.ts'
import { foldDevice } from './fold-device.ts'
import { foldCardBytes, foldPool } from './fold-pool.ts'
import type { GroupState } from './group-state.ts'

/** `known`: it says nothing new; `late`: what it belongs to is no longer kept; `strange`: not of this group. */
export type Folded = 'new' | 'known' | 'late' | 'strange'

/** Takes a fact in. Changes the state where it is new. */
export function foldFact(fact: GroupFact, state: GroupState): Folded {
  const folded = fold(fact, state)
  const time = usageTimeOf(fact)
  if (folded === 'new' && time !== undefined) state.newest = Math.max(state.newest, time)
  return folded
}

/**
 * When cards did what a fact tells of, as their group counts it. Undefined: it tells of a contract
 * or of what a peer said, which may lie long ago or ahead.
 */
export function usageTimeOf(fact: GroupFact): number | undefined {
  if (fact.kind === 'refusal') return undefined
  if (fact.kind !== 'subtotal') return fact.eventTime
  if (!fact.bucket) return undefined
  return fact.measure === 'callsOutgoing' ? fact.bucket.start : fact.eventTime
}

function fold(fact: GroupFact, { memory, newest }: GroupState): Folded {
  switch (memory.kind) {
    case 'device':
      return fact.kind === 'member' ? foldDevice(fact, memory.members, newest) : 'strange'
    case 'callee':
      if (fact.kind === 'refusal') return foldRefusal(fact, memory.refusals)
      if (fact.kind !== 'call' && fact.kind !== 'unanswered') return 'strange'
      return foldCallee(fact, memory.callers, newest)
    case 'pool':
      if (fact.kind === 'cardBytes') return foldCardBytes(fact, memory)
      return fact.kind === 'subtotal' ? foldPool(fact, memory) : 'strange'
    case 'calls':
      return fact.kind === 'subtotal' ? foldCalls(fact, memory, newest) : 'strange'
  }
}
