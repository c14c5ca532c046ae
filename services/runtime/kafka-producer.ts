import kafkajs, { type Producer as KafkajsProducer, type Message } from 'kafkajs'
import type { KafkaConnection } from './kafka.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'
import type { OutgoingRecord } from './records.ts'
import { retryForever } from './retry.ts'
import type { Part } from './run-service.ts'
import { SendQueue } from './send-queue.ts'
import { cutIntoRequests, sizeOf, type TopicRecords } from './send-requests.ts'

/** A record the broker will never take: sending it again is of no use, the caller decides. */
export interface RefusedRecord {
  readonly topic: string
  readonly record: OutgoingRecord
  readonly reason: 'too-large' | 'invalid'
  readonly sizeBytes: number
}

/** Sends records. A call resolves when the broker has acknowledged all but those it refuses. */
export interface Producer extends Part {
  /** An empty answer means that all are acknowledged. `signal` ends the tries, by rejection. */
  send(
    topic: string,
    records: readonly OutgoingRecord[],
    signal?: AbortSignal,
  ): Promise<readonly RefusedRecord[]>
  /** The same for several topics in as few requests as possible. */
  sendBatch(batch: readonly TopicRecords[], signal?: AbortSignal): Promise<readonly RefusedRecord[]>
}

export interface ProducerOptions {
  readonly logger: Logger
  readonly metrics?: Metrics
  readonly compression?: keyof typeof COMPRESSION
}

const COMPRESSION = {
  none: kafkajs.CompressionTypes.None,
  gzip: kafkajs.CompressionTypes.GZIP,
  snappy: kafkajs.CompressionTypes.Snappy,
  lz4: kafkajs.CompressionTypes.LZ4,
  zstd: kafkajs.CompressionTypes.ZSTD,
}

/** Kafka's codes for a record that no repetition makes acceptable. */
const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'])
const INVALID = new Set(['INVALID_RECORD', 'INVALID_TIMESTAMP'])

/**
 * A plain producer with acks of all replicas. Any error means "maybe sent": the same records go out
 * again until they are acknowledged, so a record may appear twice and its id must be derived.
 * kafkajs's idempotent producer is not used: after a failed send it can lose the next record.
 */
export function createProducer(
  { kafka, topicPrefix }: KafkaConnection,
  { logger, metrics, compression = 'none' }: ProducerOptions,
): Producer {
  const stopping = new AbortController()
  const kafkaProducer: KafkajsProducer = kafka.producer({
    allowAutoTopicCreation: false,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    retry: { retries: 0 },
  })

  async function sendRequest(
    request: readonly TopicRecords[],
    signal: AbortSignal,
  ): Promise<readonly RefusedRecord[]> {
    const what = `send to ${request.map(({ topic }) => topic).join(', ')}`
    try {
      await retryForever(
        () =>
          kafkaProducer
            .sendBatch({
              acks: -1,
              compression: COMPRESSION[compression],
              topicMessages: request.map(({ topic, records }) => ({
                topic: topicPrefix + topic,
                messages: records.map(toMessage),
              })),
            })
            .catch((error: unknown) => {
              if (refusalOf(error) === null) metrics?.errors.inc({ stage: 'send' })
              throw error
            }),
        { signal, logger, what, giveUpOn: (error) => refusalOf(error) !== null },
      )
    } catch (error) {
      const reason = refusalOf(error)
      if (reason === null) throw error
      return findRefused(request, reason, signal)
    }
    for (const { topic, records } of request) metrics?.eventsSent.inc({ topic }, records.length)
    return []
  }

  /** The broker names no culprit: halves are tried until each stands alone. */
  async function findRefused(
    request: readonly TopicRecords[],
    reason: RefusedRecord['reason'],
    signal: AbortSignal,
  ): Promise<readonly RefusedRecord[]> {
    const [first] = request
    if (!first) return []
    const [record] = first.records
    if (request.length === 1 && first.records.length === 1 && record) {
      return [{ topic: first.topic, record, reason, sizeBytes: sizeOf(record) }]
    }
    const refused: RefusedRecord[] = []
    for (const half of halves(request)) refused.push(...(await sendRequest(half, signal)))
    return refused
  }

  async function sendAll(batch: readonly TopicRecords[]): Promise<readonly RefusedRecord[]> {
    const refused: RefusedRecord[] = []
    for (const request of cutIntoRequests(batch)) {
      refused.push(...(await sendRequest(request, stopping.signal)))
    }
    return refused
  }
  /** A topic that is away holds up only what is sent to the same topics. */
  const queues = new Map<string, SendQueue>()

  async function send(
    batch: readonly TopicRecords[],
    signal?: AbortSignal,
  ): Promise<readonly RefusedRecord[]> {
    const filled = batch.filter(({ records }) => records.length > 0)
    if (filled.length === 0) return []
    const topics = [...new Set(filled.map(({ topic }) => topic))].sort().join()
    const queue = queues.get(topics) ?? new SendQueue(sendAll)
    queues.set(topics, queue)
    return queue.send(filled, signal)
  }

  return {
    name: 'producer',
    sendBatch: send,
    send: (topic, records, signal) => send([{ topic, records }], signal),
    start: (signal) =>
      retryForever(() => kafkaProducer.connect(), { signal, logger, what: 'connect to Kafka' }),
    async stop() {
      stopping.abort(new Error('The producer has stopped'))
      await kafkaProducer.disconnect()
    },
  }
}

function toMessage({ key, value, headers, partition, timestamp }: OutgoingRecord): Message {
  return {
    key,
    value,
    ...(headers && { headers }),
    ...(partition !== undefined && { partition }),
    ...(timestamp !== undefined && { timestamp: String(timestamp) }),
  }
}

function refusalOf(error: unknown): RefusedRecord['reason'] | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const type = 'type' in cause ? String(cause.type) : ''
    if (TOO_LARGE.has(type)) return 'too-large'
    if (INVALID.has(type)) return 'invalid'
  }
  return null
}

function halves(request: readonly TopicRecords[]): (readonly TopicRecords[])[] {
  const [only] = request
  if (request.length > 1 || !only) {
    const middle = Math.ceil(request.length / 2)
    return [request.slice(0, middle), request.slice(middle)]
  }
  const middle = Math.ceil(only.records.length / 2)
  return [only.records.slice(0, middle), only.records.slice(middle)].map((records) => [
    { topic: only.topic, records },
  ])
}
