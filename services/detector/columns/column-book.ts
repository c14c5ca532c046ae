import type { Iccid } from '#schemas/identifiers.ts'
import type { CardBook } from '../card/card-book.ts'
import type { Reception } from '../card/card-view.ts'
import type { RowStamp } from '../card/changed-rows.ts'
import type { RowBlock } from '../card/row-block.ts'
import type { Partition } from '../partition.ts'
import type { ArmedPolicy, ArmedRule } from '../policy/rule.ts'
import type { RawRecord, StateEntry } from '../ports.ts'
import { CardEntries } from './card-entries.ts'
import { CardEviction } from './card-eviction.ts'
import { CONTACT_ROWS, DATA_ROWS, HORIZON, NEWEST } from './card-head.ts'
import { ColumnCard } from './column-card.ts'
import { ColumnStore } from './column-store.ts'
import { ColumnValues } from './column-values.ts'
import { describeFields } from './describe-fields.ts'
import { foldFields } from './fold-fields.ts'
import { hotPolicyOf } from './hot-policy.ts'
import { fillIccid, type IccidWords } from './iccid-words.ts'
import { limitIds } from './limit-ids.ts'
import { needOf } from './oldest.ts'
import { PendingRows } from './pending-rows.ts'
import { pruneMemory } from './prune-memory.ts'
import { Scene } from './scene.ts'
import { Screening } from './screening.ts'
import { NO_SHAPE, type Shape, Shapes } from './shape.ts'
import { ShortWay } from './short-way.ts'

const HOUR_MS = 3_600_000

/** Cards in columns of typed arrays. Its scene is set to one card at a time. */
export class ColumnBook implements CardBook {
  readonly #shortWay = new ShortWay(this)
  readonly shortWay = (raw: RawRecord, partition: Partition) => this.#shortWay.judge(raw, partition)
  readonly store = new ColumnStore()
  /** What the filters say of the record folded last. */
  shape: Shape = NO_SHAPE
  readonly #shapes = new Shapes()
  readonly scene: Scene
  readonly values: ColumnValues
  readonly #policy: () => ArmedPolicy
  /** The card that the scene is set to. */
  readonly view: ColumnCard
  readonly #rows: PendingRows
  readonly #entries = new CardEntries(this.store)
  readonly eviction = new CardEviction({
    store: this.store,
    isUnsaved: (card) => this.#entries.hasChanged(card) || this.#rows.isPending(card),
    restore: (entry) => this.#entries.restore(entry, this.scene.fields),
  })
  readonly #screening: Screening

  constructor(policy: () => ArmedPolicy) {
    this.#policy = policy
    this.scene = new Scene(this.store, hotPolicyOf(policy()))
    this.values = new ColumnValues(this.scene)
    this.#screening = new Screening(this.scene)
    this.view = new ColumnCard(this)
    this.store.needOf = () => needOf(this.scene)
    this.#rows = new PendingRows(this.scene, this.values)
  }

  get size(): number {
    return this.store.cards.count
  }

  get changedCount(): number {
    return this.#entries.changedCount
  }

  cardOf(iccid: Iccid): ColumnCard {
    fillIccid(iccid, this.scene.fields)
    this.enter(this.numberOf(this.scene.fields))
    return this.view
  }

  find(iccid: Iccid): ColumnCard | undefined {
    fillIccid(iccid, this.scene.fields)
    const card = this.store.cards.find(this.scene.fields)
    if (card === 0) {
      this.eviction.refuse(this.scene.fields)
      return undefined
    }
    this.enter(card)
    return this.view
  }

  /** The number of a card, begun when it is not known. Throws for one that is to be loaded first. */
  numberOf(iccid: IccidWords): number {
    const card = this.store.cards.find(iccid)
    if (card !== 0) return card
    this.eviction.refuse(iccid)
    return this.store.cards.numberOf(iccid)
  }

  /** Sets the scene to a card, under the policy in force. */
  enter(card: number): void {
    const policy = this.#policy()
    if (this.scene.policy.policy !== policy) this.scene.policy = hotPolicyOf(policy)
    this.scene.enter(card)
    this.values.forgetTotals()
  }

  /** What the scene's record is to its card. */
  receive(): Reception {
    const { scene, store } = this
    const horizon = scene.double(HORIZON)
    if (scene.fields.eventTime < horizon) return 'late'
    const isKnown =
      store.contacts.has(scene.word(CONTACT_ROWS), scene.fields, horizon) ||
      store.data.has(scene.word(DATA_ROWS), scene.fields, horizon)
    return isKnown ? 'duplicate' : 'new'
  }

  /** Sets the scene to the time of its record. */
  place(): void {
    const { scene } = this
    const { eventTime, hasPeer, peerLow, peerHigh } = scene.fields
    this.#rows.settleBefore(eventTime)
    scene.placeAt(eventTime)
    scene.peerLow = hasPeer ? peerLow : 0
    scene.peerHigh = hasPeer ? peerHigh : 0
  }

  /** Folds the scene's record, whose time it is set to, into its card. `shape` tells what it raised. */
  fold(stamp: RowStamp): void {
    const { scene } = this
    const { eventTime } = scene
    const newest = scene.double(NEWEST)
    const horizon = scene.double(HORIZON)
    this.values.forgetTotals()
    describeFields(scene)
    this.#moveHorizon(eventTime)
    this.shape = this.#shapes.of(scene.fact)
    this.store.members.clearGrownKinds()
    foldFields(scene, this.shape)
    limitIds(scene)
    this.#prune(horizon)
    this.values.isExact = eventTime >= newest
    this.#rows.touch(newest, stamp)
  }

  changed(_iccid: Iccid): void {
    this.changedCard()
  }

  /** Notes that the contracts of the scene's card have changed. */
  changedContracts(): void {
    this.#entries.changedContracts(this.scene.card)
  }

  /** Notes that the scene's card has changed. */
  changedCard(): void {
    this.#entries.changedCard(this.scene.card)
  }

  /** The rules that could trip on the record that was folded last; undefined: none. */
  candidates(): readonly ArmedRule[] | undefined {
    return this.#screening.screen().candidates(this.scene, this.shape, this.values)
  }

  /** Works out a card's rows that records have changed. */
  settle(card: number): void {
    this.#rows.settle(card)
  }

  takeRows(): RowBlock[] {
    return this.#rows.take((card) => this.enter(card))
  }

  dropRows(): void {
    this.#rows.drop()
  }

  takeChanges(): StateEntry[] {
    return this.#entries.take()
  }

  restore(entry: StateEntry, mostBytes = Number.POSITIVE_INFINITY): void {
    this.eviction.restore(entry, mostBytes)
  }

  #moveHorizon(eventTime: number): void {
    const { scene } = this
    const newest = Math.max(scene.double(NEWEST), eventTime)
    scene.setDouble(NEWEST, newest)
    const horizon = newest - scene.policy.policy.allowedLatenessMs
    if (horizon > scene.double(HORIZON)) scene.setDouble(HORIZON, horizon)
  }

  /** What nobody can ask for any more lies there for an hour of the horizon at most. */
  #prune(before: number): void {
    const { memory } = this.scene
    const horizon = this.scene.double(HORIZON)
    if (!memory || Math.floor(horizon / HOUR_MS) <= Math.floor(before / HOUR_MS)) return
    const { contracts } = memory
    pruneMemory(memory, horizon)
    if (memory.contracts !== contracts) this.changedContracts()
  }
}
