import { Alert } from '#schemas/alert.ts'
import { AuditRecord } from '#schemas/audit-record.ts'
import { Command } from '#schemas/command.ts'
import { type Decoded, decodeRecord } from '#schemas/decode-record.ts'
import { EnforcementEvent } from '#schemas/enforcement-event.ts'
import type { News } from './domain/live-log.ts'

/** What people look on live. */
export const LIVE_TOPICS = [
  'card.alerts',
  'enforcement.events',
  'card.commands',
  'audit.log',
] as const

/**
 * A record of a topic → what it tells people; null: nothing, as a tick. Records that cannot be
 * understood are the archiver's to report: here they are values too, and tell nothing.
 */
export function readNews(topic: string, value: Uint8Array | null): Decoded<News | null> {
  switch (topic) {
    case 'card.alerts':
      return map(decodeRecord(Alert, value), (alert) => ({ kind: 'alert', alert }))
    case 'enforcement.events':
      return map(decodeRecord(EnforcementEvent, value), ofEnforcement)
    case 'card.commands':
      return map(decodeRecord(Command, value), ofCommand)
    case 'audit.log':
      return map(decodeRecord(AuditRecord, value), ofAudit)
    default:
      return { status: 'ok', value: null }
  }
}

function ofEnforcement(event: EnforcementEvent): News | null {
  if (event.kind === 'proposal') {
    const { alertId, proposalId, action, functions, decidedAt } = event
    const known = { proposalId, action, functions: functions ?? [], at: decidedAt }
    return step(alertId, { ...known, step: 'proposed' })
  }
  if (event.kind !== 'result' || event.alertId === null) return null
  const { alertId, commandId, proposalId, action, status, outcome, errorCode, at } = event
  const known = { proposalId: proposalId ?? commandId, action, at, outcome, reason: errorCode }
  return step(alertId, { ...known, step: status })
}

function ofCommand(command: Command): News {
  const { alertId, commandId, proposalId, action, functions, mode, decidedAt } = command
  const known = { action, functions: functions ?? [], mode, at: decidedAt }
  return step(alertId, { ...known, proposalId: proposalId ?? commandId, step: 'sent' })
}

/** What the gate let through comes as a command, and its end as a result: the rest stands only here. */
function ofAudit({ alertId, proposalId, after, reason, at }: AuditRecord): News | null {
  if (alertId === null || proposalId === null || after === null) return null
  if (after === 'received' || after === 'sent' || after === 'completed') return null
  return step(alertId, { proposalId, step: after, at, reason })
}

type StepNews = Extract<News, { kind: 'step' }>['step']

function step(
  alertId: string,
  known: Pick<StepNews, 'proposalId' | 'step' | 'at'> & Partial<StepNews>,
): News {
  const unknown = { action: null, functions: [], mode: null, outcome: null, reason: null }
  return { kind: 'step', alertId, step: { ...unknown, ...known } }
}

function map<From>(decoded: Decoded<From>, to: (value: From) => News | null): Decoded<News | null> {
  return decoded.status === 'ok' ? { status: 'ok', value: to(decoded.value) } : decoded
}
