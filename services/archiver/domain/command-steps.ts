import type { AuditRecord } from '#schemas/audit-record.ts'
import type { Command } from '#schemas/command.ts'
import type { EnforcementEvent } from '#schemas/enforcement-event.ts'
import type { Origin } from './origin.ts'
import type { TableRow } from './tables.ts'

type Step = TableRow<'commands'>
type Proposal = Extract<EnforcementEvent, { kind: 'proposal' }>
type Result = Extract<EnforcementEvent, { kind: 'result' }>

const EMPTY = {
  proposalId: '',
  commandId: '',
  alertId: '',
  action: '',
  mode: '',
  detector: '',
  expiresAt: 0,
  status: '',
  outcome: '',
  reason: '',
}

/** What the detector would do. */
export function proposedStep(proposal: Proposal, { ver, appendedAt }: Origin): Step {
  const { iccid, tenant, proposalId, alertId, action, mode, detector, expiresAt } = proposal
  const ids = { iccid, tenant, proposalId, alertId }
  const body = JSON.stringify(proposal)
  const at = proposal.decidedAt
  const step = 'proposed'
  return { ...EMPTY, ...ids, step, action, mode, detector, at, appendedAt, expiresAt, ver, body }
}

/** What the carrier was told to do. */
export function sentStep(command: Command, { ver, appendedAt }: Origin): Step {
  const { iccid, tenant, commandId, alertId, action, mode, expiresAt } = command
  const ids = { iccid, tenant, proposalId: command.proposalId ?? '', commandId, alertId }
  const body = JSON.stringify(command)
  const at = command.decidedAt
  return { ...EMPTY, ...ids, step: 'sent', action, mode, at, appendedAt, expiresAt, ver, body }
}

/** What the carrier says it did; the step is named by its status. */
export function resultStep(result: Result, { ver, appendedAt }: Origin): Step {
  const { iccid, tenant, commandId, status, at } = result
  const proposalId = result.proposalId ?? ''
  const alertId = result.alertId ?? ''
  const action = result.action ?? ''
  const outcome = result.outcome ?? ''
  const body = JSON.stringify(result)
  const ids = { iccid, tenant, proposalId, commandId, alertId }
  return { ...EMPTY, ...ids, step: status, action, at, appendedAt, status, outcome, ver, body }
}

/** Steps with a topic of their own: the audit record of one knows less and must not take its place. */
const TOLD_ELSEWHERE = new Set(['proposed', 'sent', 'accepted', 'completed'])

/** What became of a proposal otherwise: held, expired, rejected, superseded, …; null: no such step. */
export function auditedStep(audit: AuditRecord, { ver, appendedAt }: Origin): Step | null {
  const { proposalId, after, action, tenant, at } = audit
  if (proposalId === null || after === null || !action.startsWith('proposal.')) return null
  if (TOLD_ELSEWHERE.has(after)) return null
  const commandId = audit.commandId ?? ''
  const ids = { iccid: audit.target, tenant, proposalId, commandId, alertId: audit.alertId ?? '' }
  const reason = audit.reason ?? ''
  const body = JSON.stringify(audit)
  return { ...EMPTY, ...ids, step: after, at, appendedAt, reason, ver, body }
}
