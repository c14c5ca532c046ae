import type { CardFunction } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Cells } from '../domain/cells.ts'
import { type ContactMemory, noContacts } from '../domain/contact-memory.ts'
import type { Episode } from '../domain/episode.ts'
import type { Told } from '../facts/told.ts'
import type { Binding } from './binding.ts'
import type { Interval, LastCall } from './call-memory.ts'
import type { Move, Place } from './place-memory.ts'

/** When a silence ended, and how. */
interface Wake {
  readonly at: number
  readonly silentDays: number
  readonly elsewhere: boolean
}

/** A person's wish for quiet, by event time. */
interface Quiet {
  readonly from: number
  readonly until: number
}

/** The newest of a card's own use. */
interface OwnUse {
  readonly at: number
  readonly imei: string | undefined
  readonly region: string | undefined
}

/** All that the log has said of one card. Plain data, so a checkpoint is its text. */
export interface CardState {
  /** Oldest first; those that no record can ask for any more are dropped. */
  profiles: Profile[]
  /** By `measure/window`. */
  columns: Map<string, Cells>
  /** Starts of the slides in which the card was active, by window. */
  active: Map<string, Set<number>>
  episodes: Map<string, Episode>
  snoozes: Map<string, Quiet>
  /** Hash of `source/eventId` to event time, of all records at or above the horizon. */
  eventIds: Map<string, number>
  newest: number
  /** Below it a record is late. Never moves back. */
  horizon: number
  contacts: ContactMemory
  /** Running totals of data sessions: the greatest seen, and when. */
  sessions: Map<string, { readonly bytes: number; readonly at: number }>
  /** The first device after test, where the contract names none. */
  binding: Binding | undefined
  firstUnprofiledAt: number | undefined
  ownUse: OwnUse | undefined
  wake: Wake | undefined
  lastCall: LastCall | undefined
  /** The newest calls, to see which go on at one time. */
  intervals: Interval[]
  place: Place | undefined
  move: Move | undefined
  /** Newest use in an allowed region of the home network. */
  homeAt: number | undefined
  /** The first use elsewhere since then. */
  awayAt: number | undefined
  /** Functions that were barred or suspended, and since when. */
  stops: Map<CardFunction, number>
  /** When the contract put the card in test, while it is. */
  testSince: number | undefined
  /** Start of the local day of the first use. */
  firstDay: number | undefined
  /** Starts of local days with too many calls, and with a live alert. */
  overDays: Set<number>
  alertDays: Set<number>
  /** When a person or the gate last undid a stop; what lies before it is settled. */
  undoneAt: number
  /** What groups were told of it. */
  told: Told | undefined
}

export function emptyCardState(): CardState {
  return {
    profiles: [],
    columns: new Map(),
    active: new Map(),
    episodes: new Map(),
    snoozes: new Map(),
    eventIds: new Map(),
    newest: 0,
    horizon: 0,
    contacts: noContacts(),
    sessions: new Map(),
    binding: undefined,
    firstUnprofiledAt: undefined,
    ownUse: undefined,
    wake: undefined,
    lastCall: undefined,
    intervals: [],
    place: undefined,
    move: undefined,
    homeAt: undefined,
    awayAt: undefined,
    stops: new Map(),
    testSince: undefined,
    firstDay: undefined,
    overDays: new Set(),
    alertDays: new Set(),
    undoneAt: 0,
    told: undefined,
  }
}

/** In force at a time: the newest that had begun by then. */
export function profileAt({ profiles }: CardState, time: number): Profile | undefined {
  return profiles.findLast(({ eventTime }) => eventTime <= time)
}
