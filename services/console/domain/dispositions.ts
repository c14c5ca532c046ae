import type { Step } from '../views/step.ts'
import { rankOf } from './merge-steps.ts'

/** What became of one proposal. */
export interface Disposition {
  readonly proposalId: string
  readonly action: NonNullable<Step['action']>
  readonly functions: Step['functions']
  readonly dryRun: boolean
  /** The furthest step it reached; a completed one that did not go well is `failed`. */
  readonly state: string
  readonly reason: string | null
  readonly at: number
}

/** Gentlest first; what undoes stands beside what it undoes. */
const LADDER = ['flag', 'reverify', 'unbar', 'bar', 'resume', 'suspend']

/** What was done about an alert, hardest first. A proposal whose action nobody told is left out. */
export function dispositions(steps: readonly Step[]): Disposition[] {
  const proposals = Map.groupBy(steps, ({ proposalId }) => proposalId)
  return [...proposals.values()]
    .flatMap((own) => disposition(own) ?? [])
    .sort((a, b) => LADDER.indexOf(b.action) - LADDER.indexOf(a.action) || a.at - b.at)
}

function disposition(steps: readonly Step[]): Disposition | null {
  const last = steps.reduce((far, step) => (rankOf(step.step) >= rankOf(far.step) ? step : far))
  const action = steps.find((step) => step.action !== null)?.action
  if (!action) return null
  const functions = steps.find((step) => step.functions.length > 0)?.functions ?? []
  return {
    proposalId: last.proposalId,
    action,
    functions,
    dryRun: steps.some(({ mode }) => mode === 'dryRun'),
    state: stateOf(last),
    reason: last.reason,
    at: last.at,
  }
}

/** A completed step that did not go well is `failed`. */
export function stateOf({ step, outcome }: Step): string {
  if (step !== 'completed' || outcome === null || outcome === 'success') return step
  return outcome === 'unknown' ? 'unanswered' : 'failed'
}
