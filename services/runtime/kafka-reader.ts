import { randomBytes } from 'node:crypto'
import type { Condition } from './condition.ts'
import type { BatchContext } from './consumer-options.ts'
import type { KafkaConnection } from './kafka.ts'
import { createConsumer } from './kafka-consumer.ts'
import { type PartitionRange, readRanges } from './kafka-offsets.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'
import { PartitionMap } from './partition-map.ts'
import type { RecordBatch, TopicPartitionOffset } from './records.ts'
import { retryForever } from './retry.ts'
import type { Part } from './run-service.ts'

export interface ReaderOptions {
  readonly topics: readonly string[]
  /** Where to begin; a list names the next offsets to read, and what it leaves out begins at the start. */
  readonly from: 'earliest' | 'latest' | readonly TopicPartitionOffset[]
  readonly logger: Logger
  readonly metrics?: Metrics
  /** What `onRecords` gets to finish in at a stop; 15 s. */
  readonly patienceMs?: number
  /** As `onBatch` of a consumer: to throw ends the process. */
  onRecords(batch: RecordBatch, context: BatchContext): Promise<void> | void
}

/** Reads all partitions of its topics, alone, and commits nothing. */
export interface TopicReader extends Part {
  readonly failed: Promise<never>
  /** Resolves when all that was in the topics at the start has been given. */
  readonly caughtUp: Promise<void>
  readonly isReady: Condition
  readonly isLive: Condition
}

/**
 * Follows topics from a place on; after an outage it goes on where it was. kafkajs reads only in
 * groups, so it makes one of its own, which Kafka forgets when the reader has left.
 */
export function followTopics(connection: KafkaConnection, options: ReaderOptions): TopicReader {
  const { topics, logger, metrics, patienceMs, onRecords } = options
  const next = new PartitionMap<bigint>()
  const behind = new PartitionMap<bigint>()
  const caughtUp = Promise.withResolvers<void>()
  let isCaughtUp = false
  caughtUp.promise.catch(() => {})

  const consumer = createConsumer(connection, {
    groupId: `${connection.clientId}.reader.${randomBytes(8).toString('hex')}`,
    topics,
    logger,
    ...(metrics && { metrics }),
    ...(patienceMs !== undefined && { patienceMs }),
    commit: 'by-caller',
    onAssigned(assignment) {
      for (const at of assignment) {
        const offset = next.get(at)
        if (offset !== undefined) consumer.seek({ ...at, offset })
      }
    },
    async onBatch(batch, context) {
      await onRecords(batch, context)
      next.set(batch, batch.lastOffset + 1n)
      const end = behind.get(batch)
      if (end === undefined || batch.lastOffset + 1n < end) return
      behind.delete(batch)
      settle()
    },
  })
  consumer.failed.catch(caughtUp.reject)

  function settle(): void {
    if (behind.size > 0) return
    isCaughtUp = true
    caughtUp.resolve()
  }

  function begin(range: PartitionRange): void {
    const start = startOf(range, options.from)
    next.set(range, start)
    if (start < range.high) behind.set(range, range.high)
  }

  return {
    name: `reader of ${topics.join(', ')}`,
    failed: consumer.failed,
    caughtUp: caughtUp.promise,
    isLive: consumer.isLive,
    isReady: () => {
      if (isCaughtUp) return consumer.isReady()
      return { ok: false, reason: `${behind.size} partitions of ${topics.join(', ')} are behind` }
    },
    async start(signal) {
      const what = `read the offsets of ${topics.join(', ')}`
      const ranges = await retryForever(() => readRanges(connection, topics), {
        signal,
        logger,
        what,
      })
      for (const range of ranges) begin(range)
      settle()
      await consumer.start(signal)
    },
    async stop() {
      caughtUp.reject(new Error('The reader has stopped'))
      await consumer.stop()
    },
  }
}

function startOf(range: PartitionRange, from: ReaderOptions['from']): bigint {
  if (from === 'earliest') return range.low
  if (from === 'latest') return range.high
  const place = from.find(
    ({ topic, partition }) => topic === range.topic && partition === range.partition,
  )
  if (!place || place.offset < range.low) return range.low
  return place.offset
}

export interface ReadToEndOptions extends Omit<ReaderOptions, 'from'> {
  /** Ends the reading, by rejection. */
  readonly signal: AbortSignal
}

/** Gives all that is in the topics now, and leaves. */
export async function readToEnd(
  connection: KafkaConnection,
  { signal, ...options }: ReadToEndOptions,
): Promise<void> {
  const reader = followTopics(connection, { ...options, from: 'earliest' })
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort)
  try {
    await reader.start(signal)
    await Promise.race([reader.caughtUp, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
    await reader.stop()
  }
}
