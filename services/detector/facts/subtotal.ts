import {
  type FactCard,
  type Group,
  groupKey,
  type NewFact,
  type SubtotalMeasure,
} from '#schemas/group-fact.ts'
import type { CardClass } from '#schemas/policy.ts'
import type { Span } from '../domain/window.ts'

/** What is counted, of which group, in which stretch of time; null: it stands until it changes. */
export interface Account {
  readonly group: Group
  readonly measure: SubtotalMeasure
  readonly bucket: Span | null
}

/** All that was counted of one account so far. Plain data, changed in place. */
export interface Subtotal extends Account {
  value: number
  /** Event time of the newest record in it. */
  newest: number
  cardClass: CardClass
  busiest: { readonly card: FactCard; readonly calls: number } | undefined
  isTold: boolean
}

/** Of one group, by account. */
export type Subtotals = Map<string, Subtotal>

/** One record's share. */
export interface Entry {
  readonly value: number
  /** The card's own calls of the bucket; left out or 0: not known. */
  readonly callsOfCard?: number
}

export function accountKey({ group, measure, bucket }: Account): string {
  return `${groupKey(group)}|${measure}|${bucket?.start ?? ''}`
}

/** By their keys: what stands first. */
export function byStanding(a: string, b: string): number {
  return Number(b.endsWith('|')) - Number(a.endsWith('|'))
}

export function emptySubtotal(account: Account, cardClass: CardClass): Subtotal {
  const nothing = { value: 0, newest: 0, cardClass, busiest: undefined, isTold: false }
  return { ...account, ...nothing }
}

/** Adds what a record of the card says. Changes the subtotal. */
export function addEntry(
  subtotal: Subtotal,
  card: FactCard,
  { value, callsOfCard = 0 }: Entry,
): void {
  subtotal.value += value
  if (callsOfCard <= (subtotal.busiest?.calls ?? 0)) return
  subtotal.busiest = { card, calls: callsOfCard }
}

/** What a partition tells of a subtotal. */
export function subtotalFact(
  { isTold: _, newest, busiest, ...subtotal }: Subtotal,
  partition: number,
): NewFact {
  const told = { eventTime: newest, busiest: busiest?.card ?? null }
  return { kind: 'subtotal', partition, ...subtotal, ...told }
}
