import type { z } from 'zod'
import { Alert } from '#schemas/alert.ts'
import { AuditRecord } from '#schemas/audit-record.ts'
import { CardEvent } from '#schemas/card-event.ts'
import { Command } from '#schemas/command.ts'
import { type DecodeFailure, decodeRecord } from '#schemas/decode-record.ts'
import { EnforcementEvent } from '#schemas/enforcement-event.ts'
import type { TopicName } from '#schemas/topics.ts'
import { alertRow } from './domain/alert-row.ts'
import { auditRow } from './domain/audit-row.ts'
import { auditedStep, proposedStep, resultStep, sentStep } from './domain/command-steps.ts'
import { deadLetterRow } from './domain/dead-letter-row.ts'
import { type Origin, originOf } from './domain/origin.ts'
import { policyRow } from './domain/policy-row.ts'
import { profileRow } from './domain/profile-row.ts'
import { reportRow } from './domain/report-row.ts'
import type { Row } from './domain/tables.ts'
import { usageRow } from './domain/usage-row.ts'
import type { LogRecord, Partition } from './ports.ts'

/** The rows of a record, or why it has none: then it is a dead letter. */
export type Routed =
  | { readonly status: 'ok'; readonly rows: readonly Row[] }
  | { readonly status: 'bad'; readonly class: DecodeFailure; readonly reason: string }

type Route = (record: LogRecord, origin: Origin) => Routed

/** Every topic that is archived: what its records are, and the rows they become. */
export const ROUTES: Readonly<Partial<Record<string, Route>>> = {
  'card.events': decoded(CardEvent, cardEventRows),
  'card.alerts': decoded(Alert, (alert) => [{ table: 'alerts', row: alertRow(alert) }]),
  'enforcement.events': decoded(EnforcementEvent, enforcementRows),
  'card.commands': decoded(Command, (command, at) => [step(sentStep(command, at))]),
  'audit.log': decoded(AuditRecord, auditRows),
  'dead.letters': (record, at) => ok([{ table: 'dead_letters', row: deadLetterRow(record, at) }]),
} satisfies Partial<Record<TopicName, Route>>

/** Finds the way of each record; `topicEpoch` is part of its rows' version. */
export function routeOf(topicEpoch: number) {
  return (record: LogRecord, { topic, partition }: Partition): Routed => {
    const route = ROUTES[topic]
    if (!route) throw new Error(`Cannot archive topic ${topic}: it has no route`)
    return route(record, originOf(record, { partition, topicEpoch }))
  }
}

/** The rest of card.events and enforcement.events moves the detector and the gate, and is not history. */
const NO_ROWS: readonly Row[] = []

function cardEventRows(event: CardEvent, origin: Origin): readonly Row[] {
  if (event.kind === 'usage') return [{ table: 'usage', row: usageRow(event, origin) }]
  if (event.kind === 'profile') return [{ table: 'profiles', row: profileRow(event, origin) }]
  if (event.kind === 'report') return [{ table: 'reports', row: reportRow(event, origin) }]
  return NO_ROWS
}

function enforcementRows(event: EnforcementEvent, origin: Origin): readonly Row[] {
  if (event.kind === 'proposal') return [step(proposedStep(event, origin))]
  if (event.kind === 'result') return [step(resultStep(event, origin))]
  // every partition of card.events has its copy of a policy; one is enough
  if (event.kind === 'policy') return [{ table: 'policies', row: policyRow(event, origin) }]
  return NO_ROWS
}

function auditRows(audit: AuditRecord, origin: Origin): readonly Row[] {
  const entry: Row = { table: 'audit_log', row: auditRow(audit, origin) }
  const audited = auditedStep(audit, origin)
  return audited ? [entry, step(audited)] : [entry]
}

function decoded<Schema extends z.ZodType>(
  schema: Schema,
  rowsOf: (value: z.infer<Schema>, origin: Origin) => readonly Row[],
): Route {
  return ({ value }, origin) => {
    const record = decodeRecord(schema, value)
    return record.status === 'ok' ? ok(rowsOf(record.value, origin)) : record
  }
}

function step(row: ReturnType<typeof sentStep>): Row {
  return { table: 'commands', row }
}

function ok(rows: readonly Row[]): Routed {
  return { status: 'ok', rows }
}
