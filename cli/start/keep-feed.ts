import kafkajs, { type Admin } from 'kafkajs'
import { TOPICS } from '#schemas/topics.ts'

/** The topic whose time stamps are the feed's own. */
const FEED = 'carrier.usage'
/** Of each partition: at the usual speed this is an hour's usage, and ingest is seconds behind. */
const KEPT_BYTES = 64 * 1_048_576

/**
 * Lets Kafka forget the demo's feed by size and not by age: it plays in the past, so by its time
 * stamps it is too old the moment it is written, and would be deleted unread.
 */
export async function keepFeed(admin: Admin, topicPrefix: string): Promise<void> {
  const feed = TOPICS.find(({ name }) => name === FEED)
  if (!feed) throw new Error(`There is no topic ${FEED}`)
  await admin.alterConfigs({
    validateOnly: false,
    resources: [
      {
        type: kafkajs.ConfigResourceTypes.TOPIC,
        name: topicPrefix + feed.name,
        // what is left out here falls back to the broker's own
        configEntries: [
          { name: 'cleanup.policy', value: feed.cleanupPolicy },
          { name: 'max.message.bytes', value: String(feed.maxMessageBytes) },
          { name: 'message.timestamp.type', value: feed.timestampType },
          { name: 'retention.ms', value: '-1' },
          { name: 'retention.bytes', value: String(KEPT_BYTES) },
          { name: 'segment.bytes', value: String(KEPT_BYTES / 4) },
        ],
      },
    ],
  })
}
