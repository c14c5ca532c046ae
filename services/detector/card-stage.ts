import { encodeChanges, Restoration } from './checkpoint.ts'
import type { Partition } from './partition.ts'
import { processBatch } from './pipeline.ts'
import type { Stage, StagePartition } from './tasks/stage.ts'

/** Card by card: usage in, alerts and proposals out, and facts for the group stage. */
export const cardStage: Stage = {
  topic: 'card.events',
  epochName: 'TOPIC_EPOCH',
  restoring(number, mostBytes) {
    const restoration = new Restoration(number, { mostBytes })
    return {
      take: (entry) => restoration.take(entry),
      end: () => stagePartition(restoration.end()),
    }
  },
}

function stagePartition(partition: Partition): StagePartition {
  return {
    number: partition.number,
    eviction: partition.book.eviction,
    counts: partition.counts,
    get logTime() {
      return partition.logTime
    },
    get size() {
      return partition.book.size
    },
    get changedCount() {
      return partition.changedCount
    },
    count: (fate) => partition.count(fate),
    process: (batch, effects) => processBatch(batch, partition, effects),
    takeBlocks: () => partition.takeBlocks(),
    takeChanges: () => encodeChanges(partition),
  }
}
