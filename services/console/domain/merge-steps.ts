import type { Step } from '../views/step.ts'

/** Each step of each proposal once, the newer telling winning, in the order things happened. */
export function mergeSteps(older: readonly Step[], newer: readonly Step[]): Step[] {
  const byName = new Map<string, Step>()
  for (const step of [...older, ...newer]) {
    const name = `${step.proposalId} ${step.step}`
    const known = byName.get(name)
    byName.set(name, known ? fill(step, known) : step)
  }
  return [...byName.values()].sort(
    (a, b) => a.at - b.at || rankOf(a.step) - rankOf(b.step) || compare(a.proposalId, b.proposalId),
  )
}

/** Of the same step two records may tell: what one leaves out the other has. */
function fill(step: Step, known: Step): Step {
  return {
    ...step,
    action: step.action ?? known.action,
    functions: step.functions.length > 0 ? step.functions : known.functions,
    mode: step.mode ?? known.mode,
    outcome: step.outcome ?? known.outcome,
    reason: step.reason ?? known.reason,
  }
}

/** How far along a step is. What ends a proposal is above what may still change. */
const RANKS: Readonly<Record<string, number>> = {
  proposed: 0,
  received: 1,
  held: 2,
  sent: 3,
  accepted: 4,
  unanswered: 5,
  rejected: 6,
  expired: 6,
  superseded: 6,
  invalid: 6,
  completed: 7,
}

export function rankOf(step: string): number {
  return RANKS[step] ?? 1
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
