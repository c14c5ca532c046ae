import type { FactCard, Group, SubtotalMeasure } from '#schemas/group-fact.ts'
import type { Iccid } from '#schemas/identifiers.ts'
import type { CardClass } from '#schemas/policy.ts'
import type { Episode } from '../domain/episode.ts'

/** What one source partition says; of two the one with the higher version holds. */
export interface Subtotal {
  readonly value: number
  readonly ver: string
  readonly cardClass: CardClass
  readonly busiest: FactCard | null
}

/** By source partition. */
export type Subtotals = Map<number, Subtotal>

/** One use of a device by a card. */
export interface Sighting {
  readonly hour: number
  readonly region: string | null
  readonly foreign: boolean
}

/** A card in a device. */
export interface DeviceMember {
  readonly card: FactCard
  readonly sightings: readonly Sighting[]
}

/** A card that calls a peer. */
export interface Caller {
  readonly card: FactCard
  /** Starts of the minutes in which it was seen to call again and again unanswered. */
  readonly unanswered: readonly number[]
  /** Times of calls of a telesales card, one an hour. */
  readonly calls: readonly number[]
}

/** Whether a peer refuses a tenant's calls, and since when. */
export interface Refusal {
  readonly at: number
  readonly valid: boolean
}

/** A billing cycle of a pool. */
export interface PoolCycle {
  readonly end: number
  readonly bytes: Subtotals
  readonly cards: Map<Iccid, { readonly card: FactCard; readonly bytes: number }>
}

/** What is known of a group, by what binds it. Plain data. */
export type GroupMemory =
  | { readonly kind: 'device'; readonly members: Map<Iccid, DeviceMember> }
  | {
      readonly kind: 'callee'
      readonly callers: Map<Iccid, Caller>
      /** By tenant. */
      readonly refusals: Map<string, Refusal>
    }
  | {
      readonly kind: 'pool'
      readonly standing: Map<SubtotalMeasure, Subtotals>
      /** By start; the newest ones. */
      readonly cycles: Map<number, PoolCycle>
    }
  | {
      readonly kind: 'calls'
      readonly standing: Map<SubtotalMeasure, Subtotals>
      /** By start of the hour, as long as it may still change. */
      readonly hours: Map<number, Subtotals>
      /** Calls of hours that may not. */
      readonly past: Map<number, number>
    }

/** All that the log has said of one group. Plain data, so a checkpoint is its text. */
export interface GroupState {
  readonly group: Group
  memory: GroupMemory
  /** Event time of the newest fact. */
  newest: number
  episodes: Map<string, Episode> | undefined
  snoozes: Map<string, { readonly from: number; readonly until: number }> | undefined
}

export function emptyGroupState(group: Group): GroupState {
  const memory = emptyMemory(group)
  return { group, memory, newest: 0, episodes: undefined, snoozes: undefined }
}

function emptyMemory({ kind }: Group): GroupMemory {
  switch (kind) {
    case 'imei':
      return { kind: 'device', members: new Map() }
    case 'peer':
      return { kind: 'callee', callers: new Map(), refusals: new Map() }
    case 'pool':
      return { kind: 'pool', standing: new Map(), cycles: new Map() }
    case 'tenant':
    case 'reseller':
    case 'batch':
      return { kind: 'calls', standing: new Map(), hours: new Map(), past: new Map() }
  }
}
