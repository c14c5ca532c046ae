import { cloudEventHeaders } from '#runtime/cloud-events.ts'
import type { DeadLetters } from '#runtime/dead-letter.ts'
import type { Producer } from '#runtime/kafka-producer.ts'
import type { OutgoingRecord } from '#runtime/records.ts'
import { groupKey } from '#schemas/group-fact.ts'
import type { AlertOutput, ProposalOutput } from '../ports.ts'
import type { Sinks } from '../tasks/ports.ts'
import { bundleFacts } from './bundle-facts.ts'

export interface KafkaSinksOptions {
  /** The log that the outputs come from. */
  readonly topic: string
  readonly topicEpoch: number
  /** How many partitions `group.facts` has: fixed for its life. */
  countFactPartitions(signal: AbortSignal): Promise<number>
  readonly producer: Producer
  readonly deadLetters: DeadLetters
  /** Told once all are acknowledged. */
  onAlerts(alerts: readonly AlertOutput[]): void
  onProposals(proposals: readonly ProposalOutput[]): void
}

const SOURCE = '/simwarden/detector'

/** The real sinks. Ids are derived from the records, so what is sent twice has one effect. */
export function kafkaSinks(options: KafkaSinksOptions): Sinks {
  const { producer, deadLetters, topic: source, topicEpoch } = options
  const { countFactPartitions, onAlerts, onProposals } = options
  let partitions: number | undefined

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
    async sendFacts(facts, signal) {
      partitions ??= await countFactPartitions(signal)
      await send('group.facts', bundleFacts(facts, { topicEpoch, partitions }), signal)
    },
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
