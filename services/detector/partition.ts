import type { Alert } from '#schemas/alert.ts'
import type { PolicyRecord } from '#schemas/card-event.ts'
import type { Iccid } from '#schemas/identifiers.ts'
import type { Profile } from '#schemas/profile.ts'
import type { CardBook } from './card/card-book.ts'
import type { CardView } from './card/card-view.ts'
import { type RowBlock, rowsIn } from './card/row-block.ts'
import { ColumnBook } from './columns/column-book.ts'
import { Calendar } from './domain/calendar.ts'
import { type Moment, momentOf } from './domain/moment.ts'
import { Ledger, type LedgerMemory } from './facts/ledger.ts'
import { type FeedProgress, SourceHealth } from './judging/source-health.ts'
import { noPolicy } from './policy/arm-policy.ts'
import type { ArmedPolicy } from './policy/rule.ts'
import { FATES, type Fate, type FeatureRow } from './ports.ts'

/** All that one partition's log has said so far. Plain state, made by that log alone. */
export class Partition {
  readonly number: number
  readonly book: CardBook
  readonly sources: SourceHealth
  /** What it has counted of groups of cards. */
  readonly ledger: Ledger
  readonly counts: Record<Fate, number>
  /** Highest accepted tick; undefined before the first. */
  logTime: number | undefined
  policy: ArmedPolicy = noPolicy()
  policyRecord: PolicyRecord | undefined
  readonly #calendar = new Calendar()

  constructor(number: number, known: PartitionMemory = {}) {
    this.number = number
    this.book = known.book ?? new ColumnBook(() => this.policy)
    this.logTime = known.logTime
    this.counts = known.counts ?? noCounts()
    const keptMs = () => this.policy.allowedLatenessMs
    this.ledger = new Ledger({ partition: number, keptMs }, known.ledger)
    this.sources = new SourceHealth(() => this.policy.lateSourceMs, known.feeds)
  }

  cardOf(iccid: Iccid): CardView {
    return this.book.cardOf(iccid)
  }

  /** Log time; before the first tick a record's own event time stands in for it. */
  timeOf(eventTime: number): number {
    return this.logTime ?? eventTime
  }

  momentOf(eventTime: number, profile: Profile | undefined): Moment {
    const { timeZone, cycleStartDays } = this.policy
    return momentOf(eventTime, profile, { calendar: this.#calendar, timeZone, cycleStartDays })
  }

  positionOf(offset: bigint): Alert['evidence']['offset'] {
    return { topic: 'card.events', partition: this.number, offset: String(offset) }
  }

  count(fate: Fate): void {
    this.counts[fate] += 1
  }

  /** Notes that a card's state is another than in the newest checkpoint. */
  changed(iccid: Iccid): void {
    this.book.changed(iccid)
  }

  /** Feature rows that changed since they were last taken. */
  takeBlocks(): RowBlock[] {
    return this.book.takeRows()
  }

  /** The same one by one. */
  takeRows(): FeatureRow[] {
    return rowsIn(this.takeBlocks())
  }

  /** Cards and groups whose state changed. */
  get changedCount(): number {
    return this.book.changedCount + this.ledger.changedCount
  }
}

/** What a checkpoint brings back. */
export interface PartitionMemory {
  readonly book?: CardBook
  readonly logTime?: number | undefined
  readonly counts?: Record<Fate, number>
  readonly feeds?: Map<string, FeedProgress>
  readonly ledger?: Partial<LedgerMemory>
}

/** Of records by what became of them. */
export function noCounts(): Record<Fate, number> {
  return Object.fromEntries(FATES.map((fate) => [fate, 0])) as Record<Fate, number>
}
