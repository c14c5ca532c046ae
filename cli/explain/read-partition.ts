import type { KafkaConnection } from '#runtime/kafka.ts'
import { readRanges } from '#runtime/kafka-offsets.ts'
import { followTopics } from '#runtime/kafka-reader.ts'
import type { Logger } from '#runtime/logger.ts'
import type { RawRecord, TopicPartition } from '#runtime/records.ts'
import { retryForever } from '#runtime/retry.ts'

/** Whoever is away so long is away: there is the history instead. */
const REACH_MS = 10_000

export interface ReadPartitionOptions extends TopicPartition {
  /** The last offset that is wanted. */
  readonly until: bigint
  readonly logger: Logger
  /** Ends the reading, by rejection. */
  readonly signal: AbortSignal
  onRecord(record: RawRecord): void
}

/** How far the log reaches: the first offset that it still has, and whether the last one wanted is in it. */
export interface Reach {
  readonly low: bigint
  readonly reaches: boolean
}

/** Gives the records of one partition, from the first there is up to a place. */
export async function readPartition(
  connection: KafkaConnection,
  options: ReadPartitionOptions,
): Promise<Reach> {
  const { topic, partition, until, logger, signal, onRecord } = options
  const ranges = await retryForever(() => readRanges(connection, [topic]), {
    signal: AbortSignal.any([signal, AbortSignal.timeout(REACH_MS)]),
    logger,
    what: `read the offsets of ${topic}`,
  })
  const own = ranges.find((range) => range.partition === partition)
  if (!own || until < own.low || until >= own.high) return { low: own?.low ?? 0n, reaches: false }
  const done = Promise.withResolvers<void>()
  const stop = () => done.reject(signal.reason)
  signal.addEventListener('abort', stop)
  const reader = followTopics(connection, {
    topics: [topic],
    // Of the others nothing is wanted: begin at their ends.
    from: ranges.map((range) => ({
      topic,
      partition: range.partition,
      offset: range === own ? range.low : range.high,
    })),
    logger,
    onRecords(batch) {
      if (batch.partition !== partition) return
      for (const record of batch.records) if (record.offset <= until) onRecord(record)
      if (batch.lastOffset >= until) done.resolve()
    },
  })
  try {
    await reader.start(signal)
    await Promise.race([done.promise, reader.failed])
  } finally {
    signal.removeEventListener('abort', stop)
    await reader.stop()
  }
  return { low: own.low, reaches: true }
}
