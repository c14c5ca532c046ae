import type { KafkaConnection } from '#runtime/kafka.ts'
import { createConsumer, type KafkaConsumer } from '#runtime/kafka-consumer.ts'
import type { Logger } from '#runtime/logger.ts'
import type { Metrics } from '#runtime/metrics.ts'
import type { FeedBatch } from '../ports.ts'

export interface FeedConsumerOptions<Feed> {
  readonly groupId: string
  readonly feeds: readonly Feed[]
  readonly logger: Logger
  readonly metrics: Metrics
  /** Resolves when the batch has had its effect; only then its offset is committed. */
  handle(
    batch: FeedBatch<Feed> & { readonly lastOffset: bigint },
    signal: AbortSignal,
  ): Promise<void>
}

/** Batches are short and nothing is restored: a dead instance may be replaced soon. */
const SESSION_TIMEOUT_MS = 10_000

/** What these wait for is the broker: together they fill one request. */
const PARTITIONS_AT_ONCE = 16
/** A twentieth of a second may pass for a fuller fetch. */
const MIN_BYTES = 32_768
const MAX_WAIT_MS = 50

/** Reads the topics of these feeds as one group, each batch with the feed it came from. */
export function feedConsumer<Feed extends { readonly topic: string }>(
  connection: KafkaConnection,
  { groupId, feeds, logger, metrics, handle }: FeedConsumerOptions<Feed>,
): KafkaConsumer {
  const byTopic = new Map(feeds.map((feed) => [feed.topic, feed]))
  return createConsumer(connection, {
    groupId,
    topics: [...byTopic.keys()],
    commit: 'after-batch',
    sessionTimeoutMs: SESSION_TIMEOUT_MS,
    partitionsAtOnce: PARTITIONS_AT_ONCE,
    minBytes: MIN_BYTES,
    maxWaitMs: MAX_WAIT_MS,
    logger,
    metrics,
    async onBatch(batch, { signal }) {
      const feed = byTopic.get(batch.topic)
      if (!feed) throw new Error(`No feed has the topic ${batch.topic}`)
      await handle({ ...batch, feed }, signal)
    },
  })
}
