import type { Iccid } from '#schemas/identifiers.ts'
import { wider } from '../card/wider.ts'
import { Calendar } from '../domain/calendar.ts'
import { CONTACT_ROWS, DATA_ROWS, MEMBERS, SUMS } from './card-head.ts'
import { CardMarks } from './card-marks.ts'
import { type CardMemory, emptyCardMemory } from './card-memory.ts'
import { Cards } from './cards.ts'
import type { Contract } from './contract.ts'
import { memberOf } from './member-of.ts'
import { MemberTable } from './member-table.ts'
import { Memory, wordIn } from './memory.ts'
import { type Need, Oldest } from './oldest.ts'
import { PLAN } from './plan.ts'
import { RecentRows } from './recent-rows.ts'
import { RunningTotals } from './running-totals.ts'
import { SumList } from './sum-list.ts'
import { ZoneDays } from './zone-days.ts'

/** Words of a call's or message's row, and of a data record's: see recent-row.ts. */
const CONTACT_WORDS = 12
const DATA_WORDS = 8
/** A bit for each kind of members that is counted by months. */
const TALLY_KINDS = PLAN.kinds.reduce(
  (bits, window, kind) => (window === 'month' ? bits | (1 << kind) : bits),
  0,
)
const WORD_BYTES = 4
/** Of a card's contract and what else of it are plain objects: of a meter and a phone, measured. */
const MEMORY_BYTES = 2_300
const MOST_TEXTS = 100_000
const FIRST_CARDS = 1_024

/** All that a partition keeps of its cards: typed arrays, and objects for what few cards have. */
export class ColumnStore {
  readonly memory = new Memory()
  readonly cards = new Cards(this.memory)
  readonly contacts = new RecentRows(this.memory, CONTACT_WORDS)
  readonly data = new RecentRows(this.memory, DATA_WORDS)
  readonly contactTotals = new RunningTotals(this.memory, this.contacts, PLAN.contact)
  readonly dataTotals = new RunningTotals(this.memory, this.data, PLAN.data)
  /** Set by who changes cards: what of the card at work is still needed. */
  needOf: () => Need = () => ({ horizon: 0, contract: 0 })
  readonly #oldest = new Oldest(() => this.needOf())
  readonly sums = new SumList(this.memory, this.#oldest.cells)
  readonly members = new MemberTable(this.memory, this.#oldest.slides, TALLY_KINDS)
  /** Cards whose memory may have been changed since they were last taken. */
  readonly changedMemories = new CardMarks()
  readonly #memories: (CardMemory | undefined)[] = []
  #memoryCount = 0
  /** By card, for nearly all records are under it: each step to find it otherwise misses the cache. */
  readonly #newest: (Contract | undefined)[] = []
  #newestFrom = new Float64Array(FIRST_CARDS)
  readonly #calendar = new Calendar()
  readonly #zones = new Map<string, ZoneDays>()
  readonly #texts = new Map<string, number>()
  #lastText = ''
  #lastNumber = 0

  /** What the cards take, about. */
  get sizeBytes(): number {
    return this.memory.usedWords * WORD_BYTES + this.#memoryCount * MEMORY_BYTES
  }

  /** The plain part of a card's memory; undefined while it has none. */
  memoryOf(card: number): CardMemory | undefined {
    return this.#memories[card]
  }

  /** The same, made where there was none, for who may change it: the next checkpoint has it. */
  ownMemoryOf(card: number): CardMemory {
    this.changedMemories.add(card)
    const memory = this.#memories[card] ?? emptyCardMemory()
    this.setMemory(card, memory)
    return memory
  }

  setMemory(card: number, memory: CardMemory): void {
    if (!this.#memories[card]) this.#memoryCount += 1
    this.#memories[card] = memory
  }

  /** Takes a card's contracts, the oldest first. */
  setContracts(card: number, contracts: Contract[]): void {
    const memory = this.#memories[card] ?? emptyCardMemory()
    memory.contracts = contracts
    this.setMemory(card, memory)
    const newest = contracts.at(-1)
    this.#newest[card] = newest
    if (card >= this.#newestFrom.length) this.#newestFrom = wider(this.#newestFrom, card)
    this.#newestFrom[card] = newest?.from ?? 0
  }

  /** Forgets all that is kept of a card. Its number goes to another. */
  forget(card: number): void {
    const head = this.cards.headOf(card)
    const { words } = this.memory.pageOf(head)
    const listAt = (name: number) => words[wordIn(head) + name] ?? 0
    this.contactTotals.free(listAt(CONTACT_ROWS))
    this.dataTotals.free(listAt(DATA_ROWS))
    for (const name of [CONTACT_ROWS, DATA_ROWS, SUMS, MEMBERS]) this.memory.freeList(listAt(name))
    this.cards.remove(card)
    if (this.#memories[card]) this.#memoryCount -= 1
    this.#memories[card] = undefined
    this.#newest[card] = undefined
    this.#newestFrom[card] = 0
  }

  /** As its contract says it, which saves making the text again. */
  iccidOf(card: number): Iccid {
    return this.#newest[card]?.profile.iccid ?? this.cards.iccidOf(card)
  }

  /** From when a card's newest contract is in force; 0 without one. */
  newestFrom(card: number): number {
    return this.#newestFrom[card] ?? 0
  }

  newestContract(card: number): Contract | undefined {
    return this.#newest[card]
  }

  zoneOf = (timeZone: string): ZoneDays => {
    const before = this.#zones.get(timeZone)
    if (before) return before
    const zone = new ZoneDays(this.#calendar, timeZone)
    this.#zones.set(timeZone, zone)
    return zone
  }

  /** The number that stands for a text that repeats: a region, a kind of app. */
  numberOfText(text: string): number {
    if (text !== this.#lastText) {
      this.#lastNumber = this.#texts.get(text) ?? this.#addText(text)
      this.#lastText = text
    }
    return this.#lastNumber
  }

  #addText(text: string): number {
    if (this.#texts.size >= MOST_TEXTS) this.#texts.clear()
    const number = memberOf(text)
    this.#texts.set(text, number)
    return number
  }
}
