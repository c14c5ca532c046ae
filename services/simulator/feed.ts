import type { Delivery, UsageDelivery } from './delivery.ts'
import { feedDelay, repeatDelay } from './domain/delays.ts'
import { EventQueue } from './domain/event-queue.ts'
import { SECOND_MS } from './domain/local-time.ts'
import { Random } from './domain/random.ts'
import type { SimulatedCard } from './domain/simulated-card.ts'
import { usageRecord } from './domain/usage-record.ts'
import { makeFleet } from './fleet.ts'
import { groundTruthOf } from './ground-truth.ts'
import type { Plant } from './plants.ts'
import { lastUse } from './stories/last-use.ts'
import { type Background, cardTraffic } from './traffic/card-traffic.ts'
import { dataFactor } from './traffic/data-factor.ts'
import type { DataFactor, TrafficSource } from './traffic/traffic-source.ts'
import { plantsOf, WAVE_MS, type WaveSettings } from './waves.ts'

export interface FeedSettings extends WaveSettings {
  /** Honest cards; planted ones come on top. */
  readonly cards: number
  /** Null: as many as the fleet usually makes. */
  readonly eventsPerHour: number | null
  /** What is there from the start, beside the waves: misuse and look-alikes of a run of days. */
  readonly planted?: readonly Plant[]
  /** From when on records of before the run are delivered; absent: at its start, all at once. */
  readonly opensAt?: number
}

type Item =
  | { readonly kind: 'source'; readonly source: TrafficSource; readonly steps: number }
  | { readonly kind: 'delivery'; readonly delivery: Delivery }
  | { readonly kind: 'wave'; readonly number: number }

/** A story's acts come in order and soon, so that the record that tips a detector is the one it says. */
const STORY_DELAY_MS = SECOND_MS

/**
 * Everything that the carriers of a fleet hand over, in the order of the feed's own time. The same
 * settings give the same deliveries, however they are taken out.
 */
export class Feed {
  readonly #settings: FeedSettings
  readonly #queue = new EventQueue<Item>()
  readonly #factor: DataFactor
  readonly #random: Random

  constructor(settings: FeedSettings) {
    const { seed, startAt } = settings
    const fleet = makeFleet(settings)
    this.#settings = settings
    this.#random = new Random(`${seed}/feed`)
    this.#factor = dataFactor(fleet.cards, settings.eventsPerHour)
    for (const card of fleet.cards) this.#addProfile(card, this.#opensAt)
    for (const plant of settings.planted ?? []) this.#startPlant(plant, this.#opensAt)
    this.#startWave(0)
    this.#startWave(1)
    this.#queue.push(startAt + WAVE_MS, { kind: 'wave', number: 2 })
    for (const card of fleet.cards) this.#addTraffic(card, startAt, 'usual')
    for (const card of fleet.silent) this.#addLastUse(card)
  }

  get #opensAt(): number {
    return this.#settings.opensAt ?? this.#settings.startAt
  }

  /** What is there when the run begins: profiles, what is planted, the last use of silent cards. */
  opening(): readonly Delivery[] {
    return this.take(this.#settings.startAt + 1, Infinity)
  }

  /** The next deliveries before `until`, at most `maximum`; fewer: there are no more. */
  take(until: number, maximum: number): readonly Delivery[] {
    const end = Math.min(until, this.#settings.endAt ?? Infinity)
    const deliveries: Delivery[] = []
    while (deliveries.length < maximum) {
      const next = this.#queue.popBefore(end)
      if (!next) break
      if (next.item.kind === 'delivery') deliveries.push(next.item.delivery)
      else this.#advance(next.item, next.at)
    }
    return deliveries
  }

  #advance(item: Exclude<Item, { kind: 'delivery' }>, at: number): void {
    if (item.kind === 'wave') {
      this.#startWave(item.number)
      this.#queue.push(at + WAVE_MS, { kind: 'wave', number: item.number + 1 })
      return
    }
    const { source, steps } = item
    const { act, nextAt } = source.step(at)
    this.#deliver(source.card, usageRecord(source.card, act, eventId(source, steps)))
    if (nextAt < Infinity) this.#queue.push(nextAt, { kind: 'source', source, steps: steps + 1 })
  }

  /** Profiles of a wave go out one wave ahead of its usage, so that they are known by then. */
  #startWave(number: number): void {
    const { startAt } = this.#settings
    const at = startAt + Math.max(0, number - 1) * WAVE_MS
    for (const plant of plantsOf(this.#settings, number)) this.#startPlant(plant, at)
  }

  #startPlant(plant: Plant, at: number): void {
    for (const card of plant.cards) if (card.hasProfile) this.#addProfile(card, at)
    this.#push({ kind: 'truth', at, truth: groundTruthOf(plant) })
    for (const profile of plant.contracts)
      this.#push({ kind: 'profile', at: profile.eventTime, profile })
    for (const report of plant.refusals)
      this.#push({ kind: 'report', at: report.eventTime, report })
    this.#addPlant(plant, at)
  }

  #addPlant({ cards, events, story }: Plant, at: number): void {
    for (const { usage, card } of events) {
      const deliveredAt = Math.max(at, usage.eventTime + STORY_DELAY_MS)
      this.#deliverCopies({
        kind: 'usage',
        at: deliveredAt,
        card,
        usage,
        copy: 'first',
        isLate: false,
      })
    }
    const from = Math.max(at, this.#settings.startAt)
    for (const card of cards) this.#addTraffic(card, from, story.card.background)
  }

  /** A contract of a later day is not told before. */
  #addProfile({ profile }: SimulatedCard, at: number): void {
    this.#push({ kind: 'profile', at: Math.max(at, profile.eventTime), profile })
  }

  #addTraffic(card: SimulatedCard, from: number, background: Background): void {
    const options = { seed: this.#settings.seed, factor: this.#factor, background }
    for (const source of cardTraffic(card, options)) {
      const first = source.first(from)
      if (first < Infinity) this.#queue.push(first, { kind: 'source', source, steps: 0 })
    }
  }

  #addLastUse(card: SimulatedCard): void {
    const usage = usageRecord(card, lastUse(card, this.#settings.startAt), `${card.number}-l0`)
    const at = Math.max(this.#opensAt, usage.eventTime)
    this.#push({ kind: 'usage', at, card, usage, copy: 'first', isLate: false })
  }

  #deliver(card: SimulatedCard, usage: UsageDelivery['usage']): void {
    const { delayMs, isLate } = feedDelay(this.#random)
    const at = usage.eventTime + delayMs
    this.#deliverCopies({ kind: 'usage', at, card, usage, copy: 'first', isLate })
  }

  #deliverCopies(delivery: UsageDelivery): void {
    this.#push(delivery)
    const repeatMs = repeatDelay(this.#random)
    if (repeatMs === null) return
    this.#push({ ...delivery, at: delivery.at + repeatMs, copy: 'duplicate' })
  }

  #push(delivery: Delivery): void {
    this.#queue.push(delivery.at, { kind: 'delivery', delivery })
  }
}

function eventId({ card, letter }: TrafficSource, step: number): string {
  return `${card.number}-${letter}${step}`
}
