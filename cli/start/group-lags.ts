import type { Admin } from 'kafkajs'
import { TOPICS } from '#schemas/topics.ts'

/** Who must have read what, by consumer group. The enforcer's own log has no group. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  ingest: ['carrier.usage'],
  'ingest-profiles': ['carrier.profiles'],
  detector: ['card.events'],
  enforcer: ['card.command-results'],
  carrier: ['card.commands'],
  archiver: [
    'card.events',
    'card.alerts',
    'card.commands',
    'enforcement.events',
    'audit.log',
    'dead.letters',
  ],
}

/** How far the logs go and who is behind. */
export interface Lags {
  /** Records not yet committed, by consumer group. */
  readonly byGroup: Readonly<Record<string, number>>
  /** Records ever written; while it grows, something is under way. */
  readonly written: number
}

/** Asks Kafka itself, so that a dead process is seen to be behind. */
export async function readLags(admin: Admin, topicPrefix: string): Promise<Lags> {
  const ranges = new Map<string, Ranges>()
  for (const { name } of TOPICS) {
    ranges.set(name, await admin.fetchTopicOffsets(topicPrefix + name))
  }
  const byGroup: Record<string, number> = {}
  for (const [group, topics] of Object.entries(GROUPS)) {
    const committed = await admin.fetchOffsets({
      groupId: topicPrefix + group,
      topics: topics.map((topic) => topicPrefix + topic),
    })
    byGroup[group] = committed.reduce((lag, { topic, partitions }) => {
      return lag + lagOf(ranges.get(topic.slice(topicPrefix.length)) ?? [], partitions)
    }, 0)
  }
  const written = [...ranges.values()].flat().reduce((sum, { high }) => sum + Number(high), 0)
  return { byGroup, written }
}

type Ranges = readonly { readonly partition: number; readonly low: string; readonly high: string }[]

/** Without a committed offset (-1) all that is kept is still to be read. */
function lagOf(
  ranges: Ranges,
  committed: readonly { readonly partition: number; readonly offset: string }[],
): number {
  const offsets = new Map(committed.map(({ partition, offset }) => [partition, Number(offset)]))
  return ranges.reduce((lag, { partition, low, high }) => {
    const next = Math.max(Number(low), offsets.get(partition) ?? -1)
    return lag + Math.max(0, Number(high) - next)
  }, 0)
}
