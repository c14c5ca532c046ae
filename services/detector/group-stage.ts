import { encodeGroupChanges, restoreGroupPartition } from './group/group-checkpoint.ts'
import type { GroupPartition } from './group/group-partition.ts'
import { processFacts } from './group/group-pipeline.ts'
import type { StateEntry } from './ports.ts'
import type { Stage, StagePartition } from './tasks/stage.ts'

/** Group by group: the card stage's facts in, alerts and proposals out. It makes no feature rows. */
export const groupStage: Stage = {
  topic: 'group.facts',
  epochName: 'FACTS_EPOCH',
  restoring(number) {
    const entries: StateEntry[] = []
    return {
      take: (entry) => entries.push(entry),
      end: () => stagePartition(restoreGroupPartition(number, entries)),
    }
  },
}

function stagePartition(partition: GroupPartition): StagePartition {
  return {
    number: partition.number,
    eviction: undefined,
    counts: partition.counts,
    get logTime() {
      return partition.logTime
    },
    get size() {
      return partition.groups.size
    },
    get changedCount() {
      return partition.changedCount
    },
    count: (fate) => partition.count(fate),
    process: (batch, effects) => processFacts(batch, partition, effects),
    takeBlocks: () => [],
    takeChanges: () => encodeGroupChanges(partition, partition.takeChanged()),
  }
}
