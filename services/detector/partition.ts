import type { Alert } from '#schemas/alert.ts'
import type { PolicyRecord } from '#schemas/card-event.ts'
import type { Iccid } from '#schemas/identifiers.ts'
import type { Profile } from '#schemas/profile.ts'
import { Card } from './card/card.ts'
import { Calendar } from './domain/calendar.ts'
import { type Moment, momentOf } from './domain/moment.ts'
import { type FeedProgress, SourceHealth } from './judging/source-health.ts'
import { noPolicy } from './policy/arm-policy.ts'
import type { ArmedPolicy } from './policy/rule.ts'
import { FATES, type Fate, type FeatureRow } from './ports.ts'

/** All that one partition's log has said so far. Plain state, made by that log alone. */
export class Partition {
  readonly number: number
  /** Cards by ICCID. */
  readonly cards: Map<Iccid, Card>
  readonly sources: SourceHealth
  readonly counts: Record<Fate, number>
  /** Highest accepted tick; undefined before the first. */
  logTime: number | undefined
  policy: ArmedPolicy = noPolicy()
  policyRecord: PolicyRecord | undefined
  readonly #calendar = new Calendar()
  readonly #changedCards = new Set<Iccid>()
  readonly #changedRows = new Set<Iccid>()

  constructor(number: number, known: PartitionMemory = {}) {
    this.number = number
    this.cards = known.cards ?? new Map()
    this.logTime = known.logTime
    this.counts = known.counts ?? noCounts()
    this.sources = new SourceHealth(() => this.policy.lateSourceMs, known.feeds)
  }

  cardOf(iccid: Iccid): Card {
    const before = this.cards.get(iccid)
    if (before) return before
    const card = new Card()
    this.cards.set(iccid, card)
    return card
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
    this.#changedCards.add(iccid)
    this.#changedRows.add(iccid)
  }

  /** Feature rows that changed since they were last taken. */
  takeRows(): FeatureRow[] {
    const rows = [...this.#changedRows].flatMap((iccid) =>
      this.cardOf(iccid)
        .takeRows()
        .map((row) => ({ iccid, ...row })),
    )
    this.#changedRows.clear()
    return rows
  }

  /** Forgets changed rows unread: for a replay that prints none. */
  dropRows(): void {
    for (const iccid of this.#changedRows) this.cardOf(iccid).dropRows()
    this.#changedRows.clear()
  }

  /** Cards whose state changed since they were last taken. */
  takeChangedCards(): Iccid[] {
    const cards = [...this.#changedCards]
    this.#changedCards.clear()
    return cards
  }

  get changedCardCount(): number {
    return this.#changedCards.size
  }
}

/** What a checkpoint brings back. */
export interface PartitionMemory {
  readonly cards?: Map<Iccid, Card>
  readonly logTime?: number | undefined
  readonly counts?: Record<Fate, number>
  readonly feeds?: Map<string, FeedProgress>
}

function noCounts(): Record<Fate, number> {
  return Object.fromEntries(FATES.map((fate) => [fate, 0])) as Record<Fate, number>
}
