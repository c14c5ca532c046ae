import type { Audit, Output } from '../ports.ts'
import type { GateEntry } from './gate-entry.ts'

/** What is particular to one audit record of a proposal. */
export interface AuditDetails extends Pick<Audit, 'at' | 'action' | 'before' | 'after' | 'reason'> {
  readonly actor?: Audit['actor']
  readonly approvals?: readonly string[]
}

const GATE: Audit['actor'] = { type: 'service', id: 'enforcer' }

/** What is done to a proposal, for the audit log, before it is done. */
export function toAudit(
  { proposal, command }: Pick<GateEntry, 'proposal' | 'command'>,
  { actor = GATE, approvals = [], ...details }: AuditDetails,
): Output {
  return {
    type: 'audit',
    audit: {
      ...details,
      actor,
      approvals: [...approvals],
      target: proposal.iccid,
      tenant: proposal.tenant,
      proposalId: proposal.proposalId,
      commandId: command?.commandId ?? null,
      alertId: proposal.alertId,
      requestId: null,
      address: null,
    },
  }
}
