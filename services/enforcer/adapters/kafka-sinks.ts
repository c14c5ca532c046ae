import { cloudEventHeaders } from '#runtime/cloud-events.ts'
import type { DeadLetters } from '#runtime/dead-letter.ts'
import type { Producer } from '#runtime/kafka-producer.ts'
import type { OutgoingRecord } from '#runtime/records.ts'
import type { AuditRecord } from '#schemas/audit-record.ts'
import type { Audit, OutgoingCommand, Sinks } from '../ports.ts'

export interface KafkaSinksOptions {
  readonly producer: Producer
  readonly deadLetters: DeadLetters
  /** One life of one process: it numbers its audit records from 1. */
  readonly writer: string
  /** Told once the commands are acknowledged. */
  onSent(commands: readonly OutgoingCommand[]): void
}

export const ENFORCEMENT_LOG = { topic: 'enforcement.events', partition: 0 } as const

/** The real sinks. Ids are derived, so sending a command twice is harmless. */
export function kafkaSinks({ producer, deadLetters, writer, onSent }: KafkaSinksOptions): Sinks {
  let seq = 0

  async function send(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    const refused = await producer.send(topic, records)
    if (refused.length === 0) return
    throw new Error(`Cannot send to ${topic}: the broker refuses ${refused.length} records`)
  }

  function toAuditRecord(audit: Audit): OutgoingRecord {
    seq += 1
    const record: AuditRecord = { ...audit, writer, seq }
    return { key: audit.tenant, value: JSON.stringify(record) }
  }

  return {
    keepDeadLetters: (refusals) => deadLetters.keep(ENFORCEMENT_LOG, refusals),
    writeAudit: (audits) => send('audit.log', audits.map(toAuditRecord)),
    async sendCommands(commands) {
      await send('card.commands', commands.map(toCommandRecord))
      onSent(commands)
    },
  }
}

function toCommandRecord({ command, causationId }: OutgoingCommand): OutgoingRecord {
  const { commandId, iccid, alertId, decidedAt, expiresAt } = command
  const headers = cloudEventHeaders({
    type: 'simwarden.command.issued.v1',
    id: commandId,
    source: '/simwarden/enforcer',
    subject: iccid,
    time: decidedAt,
    expiryTime: expiresAt,
    partitionKey: iccid,
    correlationId: alertId,
    ...(causationId !== null && { causationId }),
  })
  return { key: iccid, value: JSON.stringify(command), headers }
}
