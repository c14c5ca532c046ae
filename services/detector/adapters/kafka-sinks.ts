import { cloudEventHeaders } from '#runtime/cloud-events.ts'
import type { DeadLetters } from '#runtime/dead-letter.ts'
import type { Producer } from '#runtime/kafka-producer.ts'
import type { OutgoingRecord } from '#runtime/records.ts'
import { groupKey } from '#schemas/group-fact.ts'
import type { AlertOutput, FactOutput, ProposalOutput } from '../ports.ts'
import type { Sinks } from '../tasks/ports.ts'
import { versionOf } from './version.ts'

export interface KafkaSinksOptions {
  /** The log that the outputs come from. */
  readonly topic: string
  readonly topicEpoch: number
  readonly producer: Producer
  readonly deadLetters: DeadLetters
  /** Told once all are acknowledged. */
  onAlerts(alerts: readonly AlertOutput[]): void
  onProposals(proposals: readonly ProposalOutput[]): void
}

const SOURCE = '/simwarden/detector'

/** The real sinks. Ids are derived from the records, so what is sent twice has one effect. */
export function kafkaSinks(options: KafkaSinksOptions): Sinks {
  const { producer, deadLetters, topic: source, topicEpoch, onAlerts, onProposals } = options

  async function send(
    topic: string,
    records: readonly OutgoingRecord[],
    signal: AbortSignal,
  ): Promise<void> {
    const refused = await producer.send(topic, records, signal)
    if (refused.length === 0) return
    throw new Error(`Cannot send to ${topic}: the broker refuses ${refused.length} records`)
  }

  return {
    async publishAlerts(alerts, signal) {
      await send('card.alerts', alerts.map(toAlertRecord), signal)
      onAlerts(alerts)
    },
    async sendProposals(proposals, signal) {
      await send('enforcement.events', proposals.map(toProposalRecord), signal)
      onProposals(proposals)
    },
    sendFacts: (facts, signal) =>
      send(
        'group.facts',
        facts.map((fact) => toFactRecord(fact, topicEpoch)),
        signal,
      ),
    keepDeadLetters: (partition, refusals, signal) =>
      deadLetters.keep({ topic: source, partition }, refusals, signal),
  }
}

function toAlertRecord({ alert, cause }: AlertOutput): OutgoingRecord {
  const { alertId, revision, iccid, group, detector, severity, lastAt } = alert
  const key = iccid ?? (group && groupKey(group))
  const headers = cloudEventHeaders({
    type: 'simwarden.alert.raised.v1',
    id: `${alertId}.${revision}`,
    source: SOURCE,
    subject: detector,
    time: lastAt,
    ...(key !== null && { partitionKey: key }),
    correlationId: alertId,
    causationId: cause,
    severity,
  })
  return { key, value: JSON.stringify(alert), headers }
}

/** Without headers: they would double it. The version is the record's place in its log. */
function toFactRecord({ fact, offset }: FactOutput, topicEpoch: number): OutgoingRecord {
  const ver = String(versionOf(topicEpoch, offset))
  return { key: groupKey(fact.group), value: JSON.stringify({ ...fact, ver }) }
}

function toProposalRecord({ proposal, cause }: ProposalOutput): OutgoingRecord {
  const { proposalId, alertId, tenant, action, severity, decidedAt, expiresAt } = proposal
  const headers = cloudEventHeaders({
    type: 'simwarden.proposal.made.v1',
    id: proposalId,
    source: SOURCE,
    subject: action,
    time: decidedAt,
    expiryTime: expiresAt,
    partitionKey: tenant,
    correlationId: alertId,
    causationId: cause,
    severity,
  })
  return { key: tenant, value: JSON.stringify(proposal), headers }
}
