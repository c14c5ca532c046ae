import type { EnforcementEvent } from '#schemas/enforcement-event.ts'
import type { Output } from '../ports.ts'
import type { GateEntry } from './gate-entry.ts'
import type { GateState } from './gate-state.ts'
import { type Cause, review } from './review.ts'
import { toAudit } from './to-audit.ts'

type Event<Kind extends EnforcementEvent['kind']> = Extract<EnforcementEvent, { kind: Kind }>

/**
 * Each proposal named gets this person's word, and all checks run again: an approval answers those
 * that wait for people, and no other.
 */
export function approve(approval: Event<'approval'>, state: GateState, cause: Cause): Output[] {
  const { by, decidedAt, expiresAt } = approval
  return heldOf(approval, state).flatMap((entry): Output[] => {
    if (typeof entry === 'string') return [{ type: 'discarded', reason: entry }]
    // Sent once and failed: a second attempt would need an id of its own.
    if (entry.heldReason === 'failed') return [{ type: 'discarded', reason: 'notHeld' }]
    entry.approvals.delete(by)
    entry.approvals.set(by, { by, decidedAt, expiresAt })
    return review(entry, state, cause)
  })
}

/** Ends each proposal named that is still held. */
export function reject(rejection: Event<'rejection'>, state: GateState): Output[] {
  const { by, reason } = rejection
  return heldOf(rejection, state).map((entry): Output => {
    if (typeof entry === 'string') return { type: 'discarded', reason: entry }
    state.move(entry, 'rejected')
    return toAudit(entry, {
      at: entry.changedAt,
      action: 'proposal.rejected',
      before: 'held',
      after: 'rejected',
      reason,
      actor: { type: 'user', id: by },
    })
  })
}

/** People decide on what is held, and only on their tenant's. */
function heldOf(
  { proposalIds, tenant }: Event<'approval'> | Event<'rejection'>,
  state: GateState,
): (GateEntry | 'unknown' | 'notHeld')[] {
  return [...new Set(proposalIds)].map((proposalId) => {
    const entry = state.entry(proposalId)
    if (entry?.proposal.tenant !== tenant) return 'unknown'
    return entry.state === 'held' ? entry : 'notHeld'
  })
}
