import type { TopicName } from '#schemas/topics.ts'
import type { Eviction } from '../card/card-book.ts'
import type { RowBlock } from '../card/row-block.ts'
import type { Effects, Fate, RawRecord, StateEntry } from '../ports.ts'

/** All that one partition's log has said so far, as its task sees it. */
export interface StagePartition {
  readonly number: number
  readonly counts: Readonly<Record<Fate, number>>
  /** Highest accepted tick. */
  readonly logTime: number | undefined
  /** Cards or groups in memory, and those of them that no checkpoint has yet. */
  readonly size: number
  readonly changedCount: number
  /** Undefined: all that has state is in memory. */
  readonly eviction: Eviction | undefined
  count(fate: Fate): void
  /** Folds and judges records; resolves when their effects are acknowledged. */
  process(batch: readonly RawRecord[], effects: Effects): Promise<void>
  /** Feature rows that changed since they were last taken. */
  takeBlocks(): RowBlock[]
  /** What has changed since it was last taken, for a checkpoint. */
  takeChanges(): StateEntry[]
}

/** One of the detector's two stages: what it reads, and what it makes of a partition of that. */
export interface Stage {
  readonly topic: Extract<TopicName, 'card.events' | 'group.facts'>
  /** Setting to raise when the topic is created anew. */
  readonly epochName: 'TOPIC_EPOCH' | 'FACTS_EPOCH'
  /**
   * A partition as its checkpoint says, whose entries come one by one, its own before those of cards
   * or groups. Cards in memory may take so many bytes, about. Throws on one of another form.
   */
  restoring(number: number, mostBytes: number): Restoring
}

interface Restoring {
  take(entry: StateEntry): void
  end(): StagePartition
}
