import type { AuditRecord } from '#schemas/audit-record.ts'
import type { Origin } from './origin.ts'
import type { TableRow } from './tables.ts'

/** Who did what. */
export function auditRow(audit: AuditRecord, { partition, offset }: Origin): TableRow<'audit_log'> {
  return {
    at: audit.at,
    actorType: audit.actor.type,
    actorId: audit.actor.id,
    action: audit.action,
    target: audit.target,
    tenant: audit.tenant,
    before: audit.before ?? '',
    after: audit.after ?? '',
    reason: audit.reason ?? '',
    proposalId: audit.proposalId ?? '',
    commandId: audit.commandId ?? '',
    alertId: audit.alertId ?? '',
    writer: audit.writer,
    seq: audit.seq,
    body: JSON.stringify(audit),
    partition,
    offset,
  }
}
