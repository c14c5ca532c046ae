import type { KafkaConnection } from '#runtime/kafka.ts'
import { readRanges } from '#runtime/kafka-offsets.ts'
import { followTopics } from '#runtime/kafka-reader.ts'
import type { Logger } from '#runtime/logger.ts'
import type { RawRecord } from '#runtime/records.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import { EnforcementEvent } from '#schemas/enforcement-event.ts'

const FEED = 'carrier.usage'
/** Holds the ticks also when the feed's own records are gone, which are soon too old for Kafka. */
const LOG = 'enforcement.events'
/** Ticks come twice a second at the usual speed: some are among so many. */
const LOOK_BACK = 500n

/** The newest time in the kept data, epoch milliseconds; null: nothing has been played. */
export async function newestFeedTime(
  connection: KafkaConnection,
  logger: Logger,
): Promise<number | null> {
  const ranges = (await readRanges(connection, [FEED, LOG])).filter(({ low, high }) => low < high)
  if (ranges.length === 0) return null
  let newest = -Infinity
  const reader = followTopics(connection, {
    topics: [FEED, LOG],
    from: ranges.map(({ topic, partition, low, high }) => {
      const wanted = high - (topic === FEED ? 1n : LOOK_BACK)
      return { topic, partition, offset: wanted > low ? wanted : low }
    }),
    logger,
    onRecords({ topic, records }) {
      for (const record of records) newest = Math.max(newest, timeOf(topic, record))
    },
  })
  try {
    await reader.start(new AbortController().signal)
    await reader.caughtUp
  } finally {
    await reader.stop()
  }
  return newest === -Infinity ? null : newest
}

function timeOf(topic: string, { timestamp, value }: RawRecord): number {
  if (topic === FEED) return timestamp
  const decoded = decodeRecord(EnforcementEvent, value)
  if (decoded.status === 'bad') return -Infinity
  const event = decoded.value
  if (event.kind === 'tick') return event.eventTime
  if (event.kind === 'proposal') return event.decidedAt
  return -Infinity
}
