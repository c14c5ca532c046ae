import type { Iccid } from '#schemas/identifiers.ts'
import type { Partition } from '../partition.ts'
import type { Output, RawRecord, StateEntry } from '../ports.ts'
import type { CardView } from './card-view.ts'
import type { RowBlock } from './row-block.ts'

/** A record that a book can judge by a shorter way than the one for all; undefined: it cannot. */
type ShortWay = (raw: RawRecord, partition: Partition) => Output[] | undefined

/** How cards that are seldom used leave memory: they stay in their checkpoint. Changes no output. */
export interface Eviction {
  /** Cards that are in their checkpoint only. */
  readonly count: number
  /**
   * Evicts saved cards, those used longest ago first, until what stays fits: some, if there are many.
   * Gives how many. To be called only when all that was taken for a checkpoint is saved.
   */
  evict(mostBytes: number): number
  /** ICCIDs of the evicted cards that records are of: to be loaded before these are judged. */
  evictedIn(records: readonly { readonly value: Buffer | null }[]): string[]
  /** Loads such cards: all that their checkpoint has. Of one without entries there is nothing. */
  load(iccids: readonly string[], entries: readonly StateEntry[]): void
}

/** All cards of a partition. */
export interface CardBook {
  /** Cards in memory. */
  readonly size: number
  /** Undefined: all cards stay in memory. */
  readonly eviction: Eviction | undefined
  readonly changedCount: number
  readonly shortWay: ShortWay | undefined
  /** A card, begun when it is not known. The view holds until the next card is asked for. */
  cardOf(iccid: Iccid): CardView
  /** A card that is in memory. Throws for one that is not, and is not new: it is to be loaded. */
  find(iccid: Iccid): CardView | undefined
  /** Notes that a card's state is another than in the newest checkpoint. */
  changed(iccid: Iccid): void
  /** Feature rows that changed since they were last taken. */
  takeRows(): RowBlock[]
  /** Forgets changed rows unread: for a replay that prints none. */
  dropRows(): void
  /** What has changed of cards since it was last taken, as entries of a checkpoint. */
  takeChanges(): StateEntry[]
  /** The way back, entry by entry; of cards in any order. Those beyond so many bytes stay where they are. */
  restore(entry: StateEntry, mostBytes?: number): void
}
