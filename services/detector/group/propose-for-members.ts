import type { Alert } from '#schemas/alert.ts'
import { deriveId } from '#schemas/derive-id.ts'
import type { LadderStep } from '#schemas/detector-rule.ts'
import type { Proposal } from '#schemas/enforcement-event.ts'
import type { FactCard } from '#schemas/group-fact.ts'
import type { Episode } from '../domain/episode.ts'
import { dueSteps, reversibleUntil, stepKey } from '../judging/propose.ts'
import type { GroupFinding } from './find-in-group.ts'

/** One rung of the ladder for one card of the group. */
export interface MemberStep {
  readonly card: FactCard
  readonly step: LadderStep
}

/**
 * What is due for the cards of a finding, card by card: also for one that has come to an episode
 * that is open already, and each once per episode.
 */
export function dueForMembers(
  { level, rule, sight, members }: GroupFinding,
  episode: Episode,
  decidedAt: number,
): readonly MemberStep[] {
  const proposed = new Set(episode.proposed)
  return members.flatMap((card) =>
    dueSteps({ level, rule, moment: sight }, { proposed: [] }, decidedAt)
      .filter((step) => !proposed.has(memberKey({ card, step })))
      .map((step) => ({ card, step })),
  )
}

/** What a step is, within one episode of a group. */
export function memberKey({ card, step }: MemberStep): string {
  return `${card.iccid}/${stepKey(step)}`
}

export interface MemberProposalOptions {
  readonly alert: Alert
  readonly finding: GroupFinding
  /** A person asked for quiet: the breach is told, and a person decides. */
  readonly snoozed: boolean
  /** Log time. */
  readonly decidedAt: number
  readonly validMs: number
}

/** A proposal for one card, with what its own contract says. The gate decides. */
export function memberProposal(
  { card, step }: MemberStep,
  { alert, finding, snoozed, decidedAt, validMs }: MemberProposalOptions,
): Proposal {
  const { iccid, activatedAt: _, ...standing } = card
  const { detector } = finding.rule
  return {
    kind: 'proposal',
    proposalId: deriveId('proposal', alert.alertId, iccid, stepKey(step)),
    alertId: alert.alertId,
    iccid,
    ...standing,
    action: step.action,
    functions: step.functions ?? null,
    detector: detector.id,
    family: detector.family,
    severity: alert.severity,
    mode: 'live',
    basis: detector.basis(finding.cardClass),
    needs: snoozed ? 'person' : (step.needs ?? null),
    policyVersion: alert.evidence.policyVersion,
    decidedAt,
    expiresAt: decidedAt + validMs,
    reversibleUntil: reversibleUntil(step, { moment: finding.sight }, decidedAt),
    reason: { code: alert.evidence.requirement, ...alert.reason },
  }
}
