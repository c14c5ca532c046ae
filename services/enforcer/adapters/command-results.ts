import type { DeadLetters } from '#runtime/dead-letter.ts'
import type { KafkaConnection } from '#runtime/kafka.ts'
import { createConsumer, type KafkaConsumer } from '#runtime/kafka-consumer.ts'
import type { Producer } from '#runtime/kafka-producer.ts'
import type { Logger } from '#runtime/logger.ts'
import type { Metrics } from '#runtime/metrics.ts'
import type { RawRecord } from '#runtime/records.ts'
import { CommandResult } from '#schemas/command.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import { type CopiedResult, copyResult } from '../domain/copy-result.ts'
import type { GateState } from '../domain/gate-state.ts'
import type { Refusal } from '../ports.ts'
import { ENFORCEMENT_LOG } from './kafka-sinks.ts'

export interface CommandResultsOptions {
  readonly state: GateState
  readonly producer: Producer
  readonly deadLetters: DeadLetters
  readonly logger: Logger
  readonly metrics: Metrics
}

/**
 * Copies what the carrier says into enforcement.events, so that one order holds, and what changed on
 * the network into the card's own log. Offsets are committed once both are acknowledged: a crash
 * before that copies again, and the gate takes an answer once.
 */
export function commandResults(
  connection: KafkaConnection,
  { state, producer, deadLetters, logger, metrics }: CommandResultsOptions,
): KafkaConsumer {
  return createConsumer(connection, {
    groupId: 'enforcer',
    topics: ['card.command-results'],
    // After a kill the group waits this long for the dead: answers wait, commands do not.
    sessionTimeoutMs: 10_000,
    commit: 'after-batch',
    logger,
    metrics,
    async onBatch(batch, { signal }) {
      const { copied, refusals } = readResults(batch.records, state)
      await deadLetters.keep(batch, refusals, signal)
      await publish(copied, signal)
    },
  })

  async function publish(copied: readonly CopiedResult[], signal: AbortSignal): Promise<void> {
    const copies = copied.map(({ copy }) => ({ key: copy.tenant, value: JSON.stringify(copy) }))
    const changes = copied.flatMap(({ enforcement }) =>
      enforcement ? [{ key: enforcement.iccid, value: JSON.stringify(enforcement) }] : [],
    )
    const batch = [
      { topic: ENFORCEMENT_LOG.topic, records: copies },
      { topic: 'card.events', records: changes },
    ]
    const refused = await producer.sendBatch(batch, signal)
    if (refused.length === 0) return
    throw new Error(`Cannot copy results: the broker refuses ${refused.length} records`)
  }
}

function readResults(records: readonly RawRecord[], state: GateState) {
  const copied: CopiedResult[] = []
  const refusals: Refusal[] = []
  for (const record of records) {
    const decoded = decodeRecord(CommandResult, record.value)
    if (decoded.status === 'ok') copied.push(copyResult(decoded.value, state))
    else refusals.push({ record, class: decoded.class, reason: decoded.reason })
  }
  return { copied, refusals }
}
