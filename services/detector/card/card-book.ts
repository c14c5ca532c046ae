import type { Iccid } from '#schemas/identifiers.ts'
import type { Partition } from '../partition.ts'
import type { Output, RawRecord, StateEntry } from '../ports.ts'
import type { CardView } from './card-view.ts'
import type { RowBlock } from './row-block.ts'

/** A record that a book can judge by a shorter way than the one for all; undefined: it cannot. */
type ShortWay = (raw: RawRecord, partition: Partition) => Output[] | undefined

/** All cards of a partition. */
export interface CardBook {
  /** Cards that the log has spoken of. */
  readonly size: number
  readonly changedCount: number
  readonly shortWay: ShortWay | undefined
  /** A card, begun when it is not known. The view holds until the next card is asked for. */
  cardOf(iccid: Iccid): CardView
  /** A card that the log has spoken of. */
  find(iccid: Iccid): CardView | undefined
  /** Notes that a card's state is another than in the newest checkpoint. */
  changed(iccid: Iccid): void
  /** Feature rows that changed since they were last taken. */
  takeRows(): RowBlock[]
  /** Forgets changed rows unread: for a replay that prints none. */
  dropRows(): void
  /** What has changed of cards since it was last taken, as entries of a checkpoint. */
  takeChanges(): StateEntry[]
  /** The way back, entry by entry, in any order. */
  restore(entry: StateEntry): void
}
