import { type FactCard, groupKey, type NewFact } from '#schemas/group-fact.ts'
import type { CardClass } from '#schemas/policy.ts'
import {
  type Account,
  accountKey,
  addEntry,
  byStanding,
  type Entry,
  type Subtotal,
  type Subtotals,
  subtotalFact,
} from './subtotal.ts'
import { type ChangedGroup, SubtotalBook } from './subtotal-book.ts'

/** Subtotals are told when log time has passed one more of these. Ours. */
const TOLD_EVERY_MS = 300_000
const HOUR_MS = 3_600_000

/** The record that is counted. */
export interface Teller {
  readonly eventTime: number
  readonly cardClass: CardClass
  readonly card: FactCard
}

export interface LedgerOptions {
  readonly partition: number
  /** How long after its end a bucket may still grow. */
  keptMs(): number
}

export interface LedgerMemory {
  /** By group, then by account. */
  readonly groups: Map<string, Subtotals>
  readonly toldUntil: number
  readonly newest: number
}

/** What one partition has counted of groups of cards: absolute subtotals, told now and then. */
export class Ledger {
  readonly #book: SubtotalBook
  /** Accounts that changed since they were told, with their groups. */
  readonly #untold = new Map<string, string>()
  readonly #options: LedgerOptions
  #toldUntil: number
  #newest: number

  constructor(
    options: LedgerOptions,
    { groups = new Map(), toldUntil = 0, newest = 0 }: Partial<LedgerMemory> = {},
  ) {
    this.#options = options
    this.#book = new SubtotalBook(groups)
    this.#toldUntil = toldUntil
    this.#newest = newest
    for (const [group, subtotals] of groups) {
      for (const [key, { isTold }] of subtotals) if (!isTold) this.#untold.set(key, group)
    }
  }

  /** What a checkpoint keeps beside the groups. */
  get memory(): Omit<LedgerMemory, 'groups'> {
    return { toldUntil: this.#toldUntil, newest: this.#newest }
  }

  get changedCount(): number {
    return this.#book.changedCount
  }

  /** Counts a record. One whose bucket is no longer kept is left out: a part would look like all. */
  add(account: Account, teller: Teller, entry: Entry): void {
    const { bucket } = account
    if (bucket) this.#newest = Math.max(this.#newest, teller.eventTime)
    if (bucket && bucket.end <= this.#floor) return
    addEntry(this.#change(account, teller), teller.card, entry)
  }

  /** Says how much an account holds, whatever it held before. */
  put(account: Account, teller: Teller, value: number): void {
    this.#change(account, teller).value = value
  }

  valueOf(account: Account): number {
    return this.#book.get(groupKey(account.group), accountKey(account))?.value ?? 0
  }

  /** Whether anything may be due when log time has come so far. */
  isDue(time: number): boolean {
    return time >= this.#toldUntil + TOLD_EVERY_MS
  }

  /** What is due when log time has come so far, in one order. */
  due(time: number): readonly NewFact[] {
    const boundary = Math.floor(time / TOLD_EVERY_MS) * TOLD_EVERY_MS
    if (boundary <= this.#toldUntil) return []
    const isHourOver = hourIndex(boundary) > hourIndex(this.#toldUntil)
    this.#toldUntil = boundary
    const facts = this.flush()
    // Only now: all that is forgotten was told.
    if (isHourOver) this.#book.prune({ floor: this.#floor, past: this.#newest - HOUR_MS })
    return facts
  }

  /** All that was counted since it was last told: what stands first, as the rest is held against it. */
  flush(): readonly NewFact[] {
    const untold = [...this.#untold].sort(([a], [b]) => byStanding(a, b) || (a < b ? -1 : 1))
    this.#untold.clear()
    return untold.flatMap(([key, group]) => {
      const subtotal = this.#book.get(group, key)
      if (!subtotal) return []
      subtotal.isTold = true
      this.#book.changed(group)
      return subtotalFact(subtotal, this.#options.partition)
    })
  }

  /** Groups that changed since they were last taken. */
  takeChanged(): readonly ChangedGroup[] {
    return this.#book.takeChanged()
  }

  /** A bucket that ends by then can grow no more. */
  get #floor(): number {
    return this.#newest - this.#options.keptMs() - HOUR_MS
  }

  /** The subtotal of an account, made where there is none, to be changed and told. */
  #change(account: Account, { eventTime, cardClass }: Teller): Subtotal {
    const { group, key, subtotal } = this.#book.open(account, cardClass)
    subtotal.newest = Math.max(eventTime, subtotal.newest)
    if (subtotal.cardClass !== 'iot') subtotal.cardClass = cardClass
    subtotal.isTold = false
    this.#untold.set(key, group)
    this.#book.changed(group)
    return subtotal
  }
}

function hourIndex(time: number): number {
  return Math.floor(time / HOUR_MS)
}
