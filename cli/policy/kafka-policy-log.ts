import type { PartitionerArgs } from 'kafkajs'
import type { KafkaConnection } from '#runtime/kafka.ts'
import { readRanges } from '#runtime/kafka-offsets.ts'
import { createProducer } from '#runtime/kafka-producer.ts'
import { readToEnd } from '#runtime/kafka-reader.ts'
import type { Logger } from '#runtime/logger.ts'
import type { TopicPartition } from '#runtime/records.ts'
import { retryForever } from '#runtime/retry.ts'
import type { AuditRecord } from '#schemas/audit-record.ts'
import { PolicyRecord } from '#schemas/card-event.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import { COPIED, type PolicyLog, TRUTH } from './policy-log.ts'

/** Key of what concerns all tenants. */
const PLATFORM = 'platform'
/** Nearly all records of the log are something else, and need not be understood. */
const MARK = '"policy"'
/** Answers to a record that no repetition makes acceptable. */
const FINAL = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD'])

export interface KafkaPolicyLogOptions {
  readonly logger: Logger
  /** Ends every try, by rejection. */
  readonly signal: AbortSignal
}

/** The real log, for as long as `work` lasts. */
export async function withPolicyLog<Result>(
  connection: KafkaConnection,
  work: (log: PolicyLog) => Promise<Result>,
  options: KafkaPolicyLogOptions,
): Promise<Result> {
  const { logger, signal } = options
  const audits = createProducer(connection, { logger })
  // Of its own, as the other tells no offsets.
  const copies = connection.kafka.producer({
    allowAutoTopicCreation: false,
    createPartitioner: () => placeOf,
    retry: { retries: 0 },
  })
  try {
    await audits.start(signal)
    await retryForever(() => copies.connect(), { signal, logger, what: 'connect to Kafka' })
    return await work({
      read: () => readPolicies(connection, options),
      places: () => readPlaces(connection, options),
      send: sendCopy,
      audit: sendAudit,
    })
  } finally {
    await audits.stop()
    await copies.disconnect()
  }

  /** Any error that is not final means "maybe sent": a copy that comes twice has no effect. */
  async function sendCopy({ topic, partition }: TopicPartition, record: PolicyRecord) {
    const key = topic === TRUTH.topic ? PLATFORM : null
    const messages = [{ key, value: JSON.stringify(record), partition }]
    const [sent] = await retryForever(
      () => copies.send({ topic: connection.topicPrefix + topic, acks: -1, messages }),
      { signal, logger, what: `send a policy to ${topic}`, giveUpOn: isFinal },
    )
    return { topic, partition, offset: sent?.baseOffset ?? '' }
  }

  async function sendAudit(record: AuditRecord): Promise<void> {
    const message = { key: record.tenant, value: JSON.stringify(record) }
    const [refused] = await audits.send('audit.log', [message], signal)
    if (refused) throw new Error(`Cannot write to audit.log: the record is ${refused.reason}`)
  }
}

/** Every copy says itself where it goes. */
function placeOf({ message }: PartitionerArgs): number {
  return message.partition ?? 0
}

async function readPolicies(
  connection: KafkaConnection,
  { logger, signal }: KafkaPolicyLogOptions,
): Promise<readonly PolicyRecord[]> {
  const policies: PolicyRecord[] = []
  await readToEnd(connection, {
    topics: [TRUTH.topic],
    logger,
    signal,
    onRecords({ records }) {
      for (const { value } of records) {
        if (!value?.includes(MARK)) continue
        const decoded = decodeRecord(PolicyRecord, value)
        if (decoded.status === 'ok') policies.push(decoded.value)
      }
    },
  })
  return policies
}

async function readPlaces(
  connection: KafkaConnection,
  { logger, signal }: KafkaPolicyLogOptions,
): Promise<readonly TopicPartition[]> {
  const what = `read the partitions of ${COPIED.join(', ')}`
  const ranges = await retryForever(() => readRanges(connection, COPIED), { signal, logger, what })
  return ranges.map(({ topic, partition }) => ({ topic, partition }))
}

function isFinal(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('type' in cause && FINAL.has(String(cause.type))) return true
  }
  return false
}
