import {
  type FactCard,
  type Group,
  groupKey,
  type NewFact,
  type SubtotalMeasure,
} from '#schemas/group-fact.ts'
import type { CardClass } from '#schemas/policy.ts'
import type { Usage } from '#schemas/usage.ts'
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

/** All that was counted of one account so far. Plain data. */
interface Subtotal extends Account {
  readonly value: number
  /** Event time of the newest record in it. */
  readonly newest: number
  readonly cardClass: CardClass
  readonly busiest: { readonly card: FactCard; readonly calls: number } | undefined
  readonly isTold: boolean
}

/** One record's share. */
export interface Entry {
  readonly usage: Pick<Usage, 'eventTime'>
  readonly card: FactCard
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

export interface ChangedGroup {
  readonly key: string
  /** Undefined: nothing is left of it. */
  readonly subtotals: Readonly<Subtotals> | undefined
}

/** What one partition has counted of groups of cards: absolute subtotals, told now and then. */
export class Ledger {
  readonly #groups: Map<string, Subtotals>
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
  add(account: Account, entry: Entry): void {
    const { bucket } = account
    if (bucket) this.#newest = Math.max(this.#newest, entry.usage.eventTime)
    if (bucket && bucket.end <= this.#floor) return
    this.put(account, { ...entry, value: this.valueOf(account) + entry.value })
  }

  /** Says how much an account holds, whatever it held before. */
  put(account: Account, { usage, card, value, callsOfCard = 0 }: Entry): void {
    const before = this.#get(account)
    const busiest = before?.busiest
    const isBusiest = callsOfCard > (busiest?.calls ?? 0)
    this.#set({
      ...account,
      value,
      newest: Math.max(usage.eventTime, before?.newest ?? 0),
      cardClass: before?.cardClass === 'iot' ? 'iot' : card.cardClass,
      busiest: isBusiest ? { card, calls: callsOfCard } : busiest,
      isTold: false,
    })
  }

  valueOf(account: Account): number {
    return this.#get(account)?.value ?? 0
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
      this.#groups.get(group)?.set(key, { ...subtotal, isTold: true })
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

  #get(account: Account): Subtotal | undefined {
    return this.#groups.get(groupKey(account.group))?.get(accountKey(account))
  }

  #set(subtotal: Subtotal): void {
    const group = groupKey(subtotal.group)
    const key = accountKey(subtotal)
    const subtotals: Subtotals = this.#groups.get(group) ?? new Map()
    this.#groups.set(group, subtotals.set(key, subtotal))
    this.#untold.set(key, group)
    this.#changed.add(group)
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
        else if (isPast && busiest) subtotals.set(key, { ...subtotal, busiest: undefined })
        else continue
        this.#changed.add(group)
      }
      if (subtotals.size === 0) this.#groups.delete(group)
    }
  }
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
