import {
  type FactCard,
  type Group,
  type GroupKind,
  groupKey,
  type NewFact,
  type SubtotalMeasure,
} from '#schemas/group-fact.ts'
import type { CardClass } from '#schemas/policy.ts'
import type { Span } from '../domain/window.ts'

/** Subtotals are told when log time has passed one more of these. Ours. */
const TOLD_EVERY_MS = 300_000
const HOUR_MS = 3_600_000

/** What is counted, of which group, in which stretch of time; null: it stands until it changes. */
export interface Account {
  readonly group: Group
  readonly measure: SubtotalMeasure
  readonly bucket: Span | null
}

/** All that was counted of one account so far. Plain data, changed in place. */
interface Subtotal extends Account {
  value: number
  /** Event time of the newest record in it. */
  newest: number
  cardClass: CardClass
  busiest: { readonly card: FactCard; readonly calls: number } | undefined
  isTold: boolean
}

/** The record that is counted. */
export interface Teller {
  readonly eventTime: number
  readonly cardClass: CardClass
  readonly card: FactCard
}

/** One record's share. */
export interface Entry {
  readonly value: number
  /** The card's own calls of the bucket; left out or 0: not known. */
  readonly callsOfCard?: number
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

/** Of one group, by account. */
export type Subtotals = Map<string, Subtotal>

/** A group with what was counted of it, and the account that was counted in last. */
interface Counted {
  readonly key: string
  readonly subtotals: Subtotals
  last: { readonly key: string; readonly subtotal: Subtotal } | undefined
}

export interface ChangedGroup {
  readonly key: string
  /** Undefined: nothing is left of it. */
  readonly subtotals: Readonly<Subtotals> | undefined
}

/** What one partition has counted of groups of cards: absolute subtotals, told now and then. */
export class Ledger {
  readonly #groups: Map<string, Subtotals>
  /** The same by kind and id, which are at hand. */
  readonly #found = new Map<GroupKind, Map<string, Counted>>()
  readonly #untold = new Map<string, string>()
  readonly #changed = new Set<string>()
  readonly #options: LedgerOptions
  #toldUntil: number
  #newest: number

  constructor(
    options: LedgerOptions,
    { groups, toldUntil = 0, newest = 0 }: Partial<LedgerMemory> = {},
  ) {
    this.#options = options
    this.#groups = groups ?? new Map()
    this.#toldUntil = toldUntil
    this.#newest = newest
    for (const [group, subtotals] of this.#groups) {
      for (const [key, { isTold }] of subtotals) if (!isTold) this.#untold.set(key, group)
    }
  }

  /** What a checkpoint keeps beside the groups. */
  get memory(): Omit<LedgerMemory, 'groups'> {
    return { toldUntil: this.#toldUntil, newest: this.#newest }
  }

  get changedCount(): number {
    return this.#changed.size
  }

  /** Counts a record. One whose bucket is no longer kept is left out: a part would look like all. */
  add(account: Account, teller: Teller, { value, callsOfCard = 0 }: Entry): void {
    const { bucket } = account
    if (bucket) this.#newest = Math.max(this.#newest, teller.eventTime)
    if (bucket && bucket.end <= this.#floor) return
    const subtotal = this.#change(account, teller)
    subtotal.value += value
    if (callsOfCard <= (subtotal.busiest?.calls ?? 0)) return
    subtotal.busiest = { card: teller.card, calls: callsOfCard }
  }

  /** Says how much an account holds, whatever it held before. */
  put(account: Account, teller: Teller, value: number): void {
    this.#change(account, teller).value = value
  }

  valueOf(account: Account): number {
    return this.#groups.get(groupKey(account.group))?.get(accountKey(account))?.value ?? 0
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
    if (isHourOver) this.#prune()
    return facts
  }

  /** All that was counted since it was last told: what stands first, as the rest is held against it. */
  flush(): readonly NewFact[] {
    const untold = [...this.#untold].sort(([a], [b]) => byStanding(a, b) || (a < b ? -1 : 1))
    this.#untold.clear()
    return untold.flatMap(([key, group]) => {
      const subtotal = this.#groups.get(group)?.get(key)
      if (!subtotal) return []
      subtotal.isTold = true
      this.#changed.add(group)
      return this.#factOf(subtotal)
    })
  }

  /** Groups that changed since they were last taken. */
  takeChanged(): readonly ChangedGroup[] {
    const changed = [...this.#changed].map((key) => ({ key, subtotals: this.#groups.get(key) }))
    this.#changed.clear()
    return changed
  }

  get #floor(): number {
    return this.#newest - this.#options.keptMs() - HOUR_MS
  }

  /** The subtotal of an account, made where there is none, to be changed and told. */
  #change(account: Account, { eventTime, cardClass }: Teller): Subtotal {
    const counted = this.#countedOf(account.group)
    const { key, subtotal } = lastOf(counted, account) ?? this.#open(counted, account, cardClass)
    subtotal.newest = Math.max(eventTime, subtotal.newest)
    if (subtotal.cardClass !== 'iot') subtotal.cardClass = cardClass
    subtotal.isTold = false
    this.#untold.set(key, counted.key)
    this.#changed.add(counted.key)
    return subtotal
  }

  #countedOf({ kind, id }: Group): Counted {
    const ofKind = this.#found.get(kind) ?? new Map<string, Counted>()
    this.#found.set(kind, ofKind)
    const before = ofKind.get(id)
    if (before) return before
    const key = groupKey({ kind, id })
    const subtotals: Subtotals = this.#groups.get(key) ?? new Map()
    this.#groups.set(key, subtotals)
    const counted = { key, subtotals, last: undefined }
    ofKind.set(id, counted)
    return counted
  }

  #open(counted: Counted, account: Account, cardClass: CardClass) {
    const key = accountKey(account)
    const before = counted.subtotals.get(key)
    const nothing = { value: 0, newest: 0, cardClass, busiest: undefined, isTold: false }
    const subtotal: Subtotal = before ?? { ...account, ...nothing }
    counted.subtotals.set(key, subtotal)
    counted.last = { key, subtotal }
    return counted.last
  }

  #factOf({ isTold: _, newest, busiest, ...subtotal }: Subtotal): NewFact {
    const { partition } = this.#options
    const told = { eventTime: newest, busiest: busiest?.card ?? null }
    return { kind: 'subtotal', partition, ...subtotal, ...told }
  }

  /**
   * Forgets buckets that can grow no more, what stands at nothing, and who was busiest long ago. All
   * of it was told.
   */
  #prune(): void {
    for (const [group, subtotals] of this.#groups) {
      for (const [key, subtotal] of subtotals) {
        const { bucket, value, busiest } = subtotal
        const isOver = bucket ? bucket.end <= this.#floor : value === 0
        const isPast = bucket !== null && bucket.end <= this.#newest - HOUR_MS
        if (isOver) subtotals.delete(key)
        else if (isPast && busiest) subtotal.busiest = undefined
        else continue
        this.#changed.add(group)
      }
      if (subtotals.size === 0) this.#groups.delete(group)
    }
    this.#found.clear()
  }
}

/** The account counted in last, when it is this one. */
function lastOf({ last }: Counted, { measure, bucket }: Account) {
  if (last === undefined || last.subtotal.measure !== measure) return undefined
  return last.subtotal.bucket?.start === bucket?.start ? last : undefined
}

function accountKey({ group, measure, bucket }: Account): string {
  return `${groupKey(group)}|${measure}|${bucket?.start ?? ''}`
}

function byStanding(a: string, b: string): number {
  return Number(b.endsWith('|')) - Number(a.endsWith('|'))
}

function hourIndex(time: number): number {
  return Math.floor(time / HOUR_MS)
}
