import type { Enforcement, Snooze } from '#schemas/card-event.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Usage } from '#schemas/usage.ts'
import type { CardView, FoldOptions, Reception } from '../card/card-view.ts'
import { baselineOf } from '../card/derived-value.ts'
import { contentOf, isRebound } from '../card/fold-profile.ts'
import { AFTER_STOP, foldStop, isUndoing } from '../card/stops.ts'
import type { Baseline, BaselineOf } from '../domain/baseline.ts'
import type { Episode } from '../domain/episode.ts'
import type { Moment } from '../domain/moment.ts'
import { nothingTold, type Told } from '../facts/told.ts'
import type { FeatureName } from '../features/catalogue.ts'
import { CONTRACTS, NEWEST, SUMS, TOLD_HOUR } from './card-head.ts'
import type { CardMemory } from './card-memory.ts'
import type { ColumnBook } from './column-book.ts'
import { Contract } from './contract.ts'
import { placeOfFeature } from './feature-place.ts'
import { fillFields } from './fill-fields.ts'
import { forgetRoom } from './headroom.ts'
import { forgetPlace } from './known-place.ts'
import { PLAN } from './plan.ts'
import { sessionBytesOf } from './session-totals.ts'
import { QUARTER_MS } from './zone-days.ts'

const REBINDS = PLAN.byName.get('rebinds')?.sums[0]?.column ?? -1

/** The card that a book's scene is set to, as those see it who are not in a hurry. */
export class ColumnCard implements CardView {
  readonly #book: ColumnBook

  constructor(book: ColumnBook) {
    this.#book = book
  }

  get newest(): number {
    return this.#book.scene.double(NEWEST)
  }

  get told(): Told {
    const memory = this.#memory()
    memory.told ??= nothingTold()
    return memory.told
  }

  profileAt(time: number): Profile | undefined {
    return this.#book.scene.contractAt(time)?.profile
  }

  receive(usage: Usage): Reception {
    fillFields(usage, this.#book.scene.fields)
    return this.#book.receive()
  }

  bytesOf(usage: Usage): number {
    if (usage.service !== 'data') return 0
    const { scene } = this.#book
    scene.eventTime = usage.eventTime
    return sessionBytesOf(scene)
  }

  fold(usage: Usage, _moment: Moment, { stamp }: FoldOptions): ReadonlySet<string> {
    fillFields(usage, this.#book.scene.fields)
    this.#book.place()
    this.#book.fold(stamp)
    forgetRoom(this.#book.scene)
    this.#book.scene.setWord(TOLD_HOUR, 0)
    return this.#book.shape.names
  }

  foldProfile(profile: Profile, { month }: Moment): Set<string> | undefined {
    const { scene, store } = this.#book
    this.#book.settle(scene.card)
    forgetRoom(scene)
    forgetPlace(scene)
    const memory = this.#memory()
    const before = scene.contractAt(profile.eventTime)?.profile
    scene.eventTime = profile.eventTime
    scene.at = profile.eventTime
    if (before && contentOf(before) === contentOf(profile)) return undefined
    const isNewest = memory.contracts.every((one) => one.profile.eventTime <= profile.eventTime)
    const contract = this.#addContract(profile, memory)
    this.#book.changedContracts()
    if (isNewest) noteTest(contract, memory)
    scene.setWord(TOLD_HOUR, 0)
    scene.placeAt(profile.eventTime)
    if (!before || !isNewest || !isRebound(before, profile)) return new Set()
    const cell = month.start / QUARTER_MS
    scene.setWord(SUMS, store.sums.add(scene.word(SUMS), REBINDS, cell, 1))
    return new Set(['rebinds'])
  }

  feature(name: FeatureName, moment: Moment): number | undefined {
    this.#book.scene.at = moment.at
    return this.#book.values.observed(placeOfFeature(name))
  }

  baseline(of: BaselineOf, moment: Moment): Baseline {
    this.#book.scene.at = moment.at
    return baselineOf(of, this.#book.values.source)
  }

  episode(detector: string): Episode | undefined {
    return this.#book.scene.memory?.episodes?.get(detector)
  }

  setEpisode(detector: string, episode: Episode): void {
    const memory = this.#memory()
    memory.episodes ??= new Map()
    memory.episodes.set(detector, episode)
  }

  noteDay(what: 'overDays' | 'alertDays', dayStart: number): void {
    const memory = this.#memory()
    const days = memory[what] ?? new Set<number>()
    if (days.has(dayStart)) return
    forgetRoom(this.#book.scene)
    memory[what] = days.add(dayStart)
  }

  foldEnforcement(enforcement: Enforcement): void {
    const { action, eventTime } = enforcement
    forgetRoom(this.#book.scene)
    const memory = this.#memory()
    memory.stops ??= new Map()
    foldStop(enforcement, { stops: memory.stops })
    memory.episodes?.delete(AFTER_STOP)
    if (!isUndoing(action) || eventTime <= memory.undoneAt) return
    memory.undoneAt = eventTime
    memory.episodes?.clear()
  }

  isUndone(eventTime: number): boolean {
    return eventTime <= (this.#book.scene.memory?.undoneAt ?? 0)
  }

  snooze({ detector, eventTime, until }: Snooze): void {
    const memory = this.#memory()
    memory.snoozes ??= new Map()
    memory.snoozes.set(detector, { from: eventTime, until })
  }

  isSnoozed(detector: string, eventTime: number): boolean {
    const quiet = this.#book.scene.memory?.snoozes?.get(detector)
    return quiet !== undefined && quiet.from <= eventTime && eventTime < quiet.until
  }

  #memory(): CardMemory {
    const { scene, store } = this.#book
    scene.memory = store.ownMemoryOf(scene.card)
    return scene.memory
  }

  /** One of the same time replaces the other, and goes on with its lifetime. */
  #addContract(profile: Profile, memory: CardMemory): Contract {
    const { scene, store } = this.#book
    const { eventTime } = profile
    const same = memory.contracts.find((one) => one.profile.eventTime === eventTime)
    const number = same?.number ?? scene.word(CONTRACTS) + 1
    scene.setWord(CONTRACTS, Math.max(number, scene.word(CONTRACTS)))
    const contract = new Contract(profile, number)
    const others = memory.contracts.filter((one) => one !== same)
    const contracts = [...others, contract].sort(
      (one, other) => one.profile.eventTime - other.profile.eventTime,
    )
    store.setContracts(scene.card, contracts)
    return contract
  }
}

function noteTest({ profile, number }: Contract, memory: CardMemory): void {
  if (profile.status !== 'test') {
    memory.testSince = undefined
    return
  }
  if (memory.testSince !== undefined) return
  memory.testSince = profile.eventTime
  memory.testContract = number
}
