import type { Alert } from '#schemas/alert.ts'
import { deriveId } from '#schemas/derive-id.ts'
import type { LadderStep } from '#schemas/detector-rule.ts'
import type { Proposal } from '#schemas/enforcement-event.ts'
import type { Detector } from '../detectors/detector.ts'
import type { Episode } from '../domain/episode.ts'
import type { Span } from '../domain/window.ts'
import type { Finding } from './find.ts'
import type { JudgedCard } from './judged-card.ts'

const HOUR_MS = 3_600_000

/** How far a finding goes, on a card or a group, and what is to follow. */
export interface Reached {
  readonly level: Finding['level']
  readonly rule: Pick<Finding['rule'], 'ladder'>
  readonly moment: Readonly<Record<'day' | 'cycle', Pick<Span, 'end'>>>
}

export interface ProposeOptions {
  readonly detector: Detector
  readonly facts: JudgedCard
  readonly iccid: Proposal['iccid']
  /** A person asked for quiet: the breach is told, and a person decides. */
  readonly snoozed: boolean
  /** Log time. */
  readonly decidedAt: number
  readonly validMs: number
}

/**
 * Steps that the finding's level reaches and that the episode has not proposed yet, in order. One
 * whose day or cycle is over by now is left out: a late record bars nobody in the next.
 */
export function dueSteps(
  finding: Reached,
  { proposed }: Pick<Episode, 'proposed'>,
  decidedAt: number,
): readonly LadderStep[] {
  return finding.rule.ladder.filter((step) => {
    const end = reversibleUntil(step, finding, decidedAt)
    const isReached = step.at === 'warn' || finding.level === 'act'
    return isReached && !proposed.includes(stepKey(step)) && (end === null || end > decidedAt)
  })
}

/** What a step is, within one episode. */
export function stepKey({ action, functions }: LadderStep): string {
  return `${action}/${functions?.join('+') ?? ''}`
}

/** One rung of the ladder as a proposal. The gate decides. */
export function proposalOf(
  step: LadderStep,
  { alert, finding }: { readonly alert: Alert; readonly finding: Finding },
  { detector, facts, iccid, snoozed, decidedAt, validMs }: ProposeOptions,
): Proposal {
  const { profile, cardClass } = facts
  const functions = step.functions ?? null
  return {
    kind: 'proposal',
    proposalId: deriveId('proposal', alert.alertId, iccid, stepKey(step)),
    alertId: alert.alertId,
    tenant: alert.tenant,
    iccid,
    action: step.action,
    functions,
    detector: detector.id,
    family: detector.family,
    severity: alert.severity,
    mode: 'live',
    basis: detector.basis(cardClass, finding.variant),
    needs: snoozed ? 'person' : (step.needs ?? null),
    cardClass,
    reseller: profile?.reseller ?? null,
    carrier: profile?.carrier ?? null,
    protectedClass: profile?.protectedClass ?? null,
    soldered: profile?.soldered ?? false,
    profileVersion: profile?.eventTime ?? null,
    policyVersion: alert.evidence.policyVersion,
    decidedAt,
    expiresAt: decidedAt + validMs,
    reversibleUntil: reversibleUntil(step, finding, decidedAt),
    reason: { code: alert.evidence.requirement, ...alert.reason },
  }
}

/** When a step ends by itself; null: never. */
export function reversibleUntil(
  { until, hours }: LadderStep,
  { moment }: Pick<Reached, 'moment'>,
  decidedAt: number,
): number | null {
  if (hours !== undefined) return decidedAt + hours * HOUR_MS
  return until ? moment[until].end : null
}
