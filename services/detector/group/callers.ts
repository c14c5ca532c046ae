import { holds, type Span } from '../domain/window.ts'
import type { Caller, GroupState } from './group-state.ts'

/** Cards whose calls to the peer stayed unanswered within a span, the newest first. */
export function callersIn({ memory }: GroupState, span: Span): readonly Caller[] {
  if (memory.kind !== 'callee') return []
  return [...memory.callers.values()]
    .filter(({ unanswered }) => unanswered.some((time) => holds(span, time)))
    .sort((a, b) => newestFirst(a.unanswered, b.unanswered) || byNumber(a, b))
}

/** A card, and when it called a peer that had refused its tenant's calls. */
export interface UnwantedCalls {
  readonly caller: Caller
  readonly times: readonly number[]
}

/** Cards that called although the peer had refused their tenant before, the newest first. */
export function unwantedCalls({ memory }: GroupState): readonly UnwantedCalls[] {
  if (memory.kind !== 'callee') return []
  const { callers, refusals } = memory
  return [...callers.values()]
    .map((caller) => {
      const refusal = refusals.get(caller.card.tenant)
      const since = refusal?.valid ? refusal.at : Number.POSITIVE_INFINITY
      return { caller, times: caller.calls.filter((time) => time > since) }
    })
    .filter(({ times }) => times.length > 0)
    .sort((a, b) => newestFirst(a.times, b.times) || byNumber(a.caller, b.caller))
}

function newestFirst(a: readonly number[], b: readonly number[]): number {
  return (b.at(-1) ?? 0) - (a.at(-1) ?? 0)
}

function byNumber(a: Caller, b: Caller): number {
  return a.card.iccid < b.card.iccid ? -1 : 1
}
