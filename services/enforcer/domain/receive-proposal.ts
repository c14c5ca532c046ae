import { hash } from 'node:crypto'
import type { Proposal } from '#schemas/enforcement-event.ts'
import type { Output } from '../ports.ts'
import { misshapen } from './gate/shape.ts'
import type { GateEntry } from './gate-entry.ts'
import type { GateState } from './gate-state.ts'
import { type Cause, review } from './review.ts'
import { toAudit } from './to-audit.ts'

export interface Arrival extends Cause {
  readonly causationId: string | null
}

/** A proposal counts once. The same id with other content is refused, and the first one stands. */
export function receiveProposal(
  proposal: Proposal,
  state: GateState,
  { causationId, appendedAt }: Arrival,
): Output[] {
  const contentHash = hash('sha256', JSON.stringify(proposal))
  const known = state.entry(proposal.proposalId)
  if (known?.contentHash === contentHash) return [{ type: 'discarded', reason: 'duplicate' }]
  if (known) return [refusal(known, state, 'its id came before with other content')]

  const entry: GateEntry = {
    proposal,
    contentHash,
    causationId,
    state: 'received',
    heldReason: null,
    heldSince: null,
    changedAt: 0,
    approvals: new Map(),
    command: null,
    answered: false,
    askedAt: null,
  }
  state.add(entry)
  const fault = misshapen(proposal, appendedAt)
  if (fault === null) return review(entry, state, { appendedAt })
  const output = refusal(entry, state, fault)
  state.move(entry, 'invalid')
  return [output]
}

function refusal(entry: GateEntry, state: GateState, reason: string): Output {
  return toAudit(entry, {
    at: state.timeFor(entry),
    action: 'proposal.invalid',
    before: entry.state,
    after: 'invalid',
    reason,
  })
}
