import { setImmediate } from 'node:timers/promises'
import type { Condition } from '#runtime/condition.ts'
import type { KafkaConnection } from '#runtime/kafka.ts'
import { readRanges } from '#runtime/kafka-offsets.ts'
import { followTopics, type TopicReader } from '#runtime/kafka-reader.ts'
import type { Logger } from '#runtime/logger.ts'
import type { Metrics } from '#runtime/metrics.ts'
import { retryForever } from '#runtime/retry.ts'
import type { Part } from '#runtime/run-service.ts'
import type { LiveLog } from '../domain/live-log.ts'
import { LIVE_TOPICS, readNews } from '../pipeline.ts'

/** Records between two breaths. */
const PAUSE_EVERY = 50

export interface LiveTopicsOptions {
  readonly live: LiveLog
  /** How far back reading begins, records in all. */
  readonly backlog: number
  readonly logger: Logger
  readonly metrics: Metrics
}

export interface LiveTopics extends Part {
  readonly failed: Promise<never>
  readonly isReady: Condition
  readonly isLive: Condition
}

/** Fills the live log from Kafka, beginning shortly before its end. */
export function liveTopics(connection: KafkaConnection, options: LiveTopicsOptions): LiveTopics {
  const { live, backlog, logger, metrics } = options
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => {})
  let reader: TopicReader | undefined

  return {
    name: 'live topics',
    failed: failure.promise,
    isReady: () => reader?.isReady() ?? { ok: false, reason: 'the live topics are not read yet' },
    isLive: () => reader?.isLive() ?? { ok: true },
    async start(signal) {
      const what = 'read the offsets of the live topics'
      const ranges = await retryForever(() => readRanges(connection, LIVE_TOPICS), {
        signal,
        logger,
        what,
      })
      const share = BigInt(Math.ceil(backlog / Math.max(1, ranges.length)))
      const from = ranges.map(({ topic, partition, low, high }) => ({
        topic,
        partition,
        offset: high - share > low ? high - share : low,
      }))
      live.begin(from.map((place) => ({ ...place, offset: Number(place.offset) })))
      reader = followTopics(connection, {
        topics: LIVE_TOPICS,
        from,
        logger,
        metrics,
        async onRecords({ topic, partition, records }) {
          for (const [index, { offset, value }] of records.entries()) {
            const news = readNews(topic, value)
            if (news.status === 'bad') metrics.eventsDiscarded.inc({ reason: news.class })
            const told = news.status === 'ok' ? news.value : null
            live.append({ topic, partition, offset: Number(offset) }, told)
            // A large batch must not look like a slow reader: what was told gets time to leave.
            if (index % PAUSE_EVERY === PAUSE_EVERY - 1) await setImmediate()
          }
        },
      })
      reader.failed.catch(failure.reject)
      await reader.start(signal)
    },
    async stop() {
      await reader?.stop()
    },
  }
}
