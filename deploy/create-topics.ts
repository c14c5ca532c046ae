import type { Admin, ITopicConfig } from 'kafkajs'
import { TOPICS, type Topic } from '#schemas/topics.ts'
import { askingKafka, awaitTopics } from './await-topics.ts'
import { readStackConfig } from './local/stack-config.ts'
import { exitOver, StackError } from './local/stack-error.ts'

export interface TopicOptions {
  readonly brokers: readonly string[]
  /** Stands before every name, so that several systems can share one Kafka; default: nothing. */
  readonly prefix?: string
  /** At most so many partitions a topic; default: as the list says. */
  readonly partitions?: number
}

/**
 * Makes the topics that are missing, and returns their names when each is served. Throws a
 * StackError when one is there with another number of partitions: the key decides the partition.
 */
export async function createTopics(options: TopicOptions): Promise<readonly string[]> {
  const wanted = TOPICS.map((topic) => topicConfig(topic, options))
  const names = wanted.map(({ topic }) => topic)
  const admin = askingKafka(options.brokers).admin()
  await connect(admin, options.brokers)
  try {
    const existing = new Set(await admin.listTopics())
    requireSamePartitions(
      wanted,
      await partitionCounts(
        admin,
        names.filter((name) => existing.has(name)),
      ),
    )
    await admin.createTopics({
      topics: wanted.filter(({ topic }) => !existing.has(topic)),
      waitForLeaders: false,
    })
    await awaitTopics(admin, names)
  } finally {
    await admin.disconnect()
  }
  return names
}

async function connect(admin: Admin, brokers: readonly string[]): Promise<void> {
  try {
    await admin.connect()
  } catch (cause) {
    throw new StackError(`Cannot reach Kafka at ${brokers.join(',')}: ${cause}`, { cause })
  }
}

function topicConfig(topic: Topic, options: TopicOptions): ITopicConfig {
  return {
    topic: `${options.prefix ?? ''}${topic.name}`,
    numPartitions: Math.min(topic.partitions, options.partitions ?? topic.partitions),
    replicationFactor: -1,
    configEntries: [
      { name: 'cleanup.policy', value: topic.cleanupPolicy },
      { name: 'retention.ms', value: String(topic.retentionMs) },
      { name: 'max.message.bytes', value: String(topic.maxMessageBytes) },
      { name: 'message.timestamp.type', value: topic.timestampType },
    ],
  }
}

async function partitionCounts(admin: Admin, names: string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const { topics } = await admin.fetchTopicMetadata({ topics: names })
  return new Map(topics.map(({ name, partitions }) => [name, partitions.length]))
}

function requireSamePartitions(wanted: readonly ITopicConfig[], found: Map<string, number>): void {
  for (const { topic, numPartitions } of wanted) {
    const count = found.get(topic)
    if (count === undefined || count === numPartitions) continue
    throw new StackError(
      `Topic ${topic} has ${count} partitions and needs ${numPartitions}: delete it, or set TOPIC_PREFIX to make others beside it`,
    )
  }
}

if (import.meta.main) {
  try {
    const { brokers, topicPrefix } = readStackConfig(process.env)
    await createTopics({ brokers, prefix: topicPrefix })
  } catch (error) {
    exitOver(error)
  }
}
