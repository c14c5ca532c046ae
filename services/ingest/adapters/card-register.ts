import type { Condition } from '#runtime/condition.ts'
import type { KafkaConnection } from '#runtime/kafka.ts'
import { followTopics } from '#runtime/kafka-reader.ts'
import type { Logger } from '#runtime/logger.ts'
import type { Metrics } from '#runtime/metrics.ts'
import { PartitionMap } from '#runtime/partition-map.ts'
import type { RawRecord } from '#runtime/records.ts'
import type { Part } from '#runtime/run-service.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import { type CardDirectory, KnownCard } from '../domain/card-directory.ts'

export const REGISTER_TOPIC = 'card.profiles'

export interface RegisterOptions {
  readonly cards: CardDirectory
  readonly logger: Logger
  readonly metrics: Metrics
}

/** What every ingest has published of its cards, taken over here. Started when read to its end. */
export interface CardRegister extends Part {
  readonly failed: Promise<never>
  readonly isLive: Condition
  /** The next offset to read of each partition. */
  readonly positions: PartitionMap<bigint>
}

export function cardRegister(
  connection: KafkaConnection,
  { cards, logger, metrics }: RegisterOptions,
): CardRegister {
  const positions = new PartitionMap<bigint>()
  const reader = followTopics(connection, {
    topics: [REGISTER_TOPIC],
    from: 'earliest',
    logger,
    metrics,
    onRecords(batch) {
      const unread = batch.records.filter((record) => !takeOver(record, cards)).length
      positions.set(batch, batch.lastOffset + 1n)
      if (unread === 0) return
      metrics.errors.inc({ stage: 'receive' }, unread)
      logger.warn(
        { partition: batch.partition, unread },
        `Cannot read records of ${REGISTER_TOPIC}`,
      )
    },
  })
  return {
    name: 'card register',
    failed: reader.failed,
    isLive: reader.isLive,
    positions,
    async start(signal) {
      await reader.start(signal)
      await reader.caughtUp
      logger.info({ cards: cards.size }, 'Read the register of cards')
    },
    stop: () => reader.stop(),
  }
}

function takeOver({ key, value }: RawRecord, cards: CardDirectory): boolean {
  if (value === null) {
    cards.forget(String(key))
    return true
  }
  const decoded = decodeRecord(KnownCard, value)
  if (decoded.status === 'ok') cards.learn(decoded.value)
  return decoded.status === 'ok'
}
