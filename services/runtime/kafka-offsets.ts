import type { KafkaConnection } from './kafka.ts'
import type { TopicPartition } from './records.ts'

/** What the log of a partition holds: offsets from `low` up to but not with `high`. */
export interface PartitionRange extends TopicPartition {
  readonly low: bigint
  readonly high: bigint
}

/** The ranges of all partitions of these topics, as they are now. One try. */
export async function readRanges(
  { kafka, topicPrefix }: KafkaConnection,
  topics: readonly string[],
): Promise<readonly PartitionRange[]> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    const ranges: PartitionRange[] = []
    for (const topic of topics) {
      const offsets = await admin.fetchTopicOffsets(topicPrefix + topic)
      for (const { partition, low, high } of offsets) {
        ranges.push({ topic, partition, low: BigInt(low), high: BigInt(high) })
      }
    }
    return ranges
  } finally {
    await admin.disconnect()
  }
}
