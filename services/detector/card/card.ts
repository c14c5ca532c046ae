import { hash } from 'node:crypto'
import type { Enforcement, Snooze } from '#schemas/card-event.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Usage } from '#schemas/usage.ts'
import type { Baseline, BaselineOf } from '../domain/baseline.ts'
import { MOST_EVENT_IDS } from '../domain/card-bounds.ts'
import { decodeState, encodeState } from '../domain/encode-state.ts'
import type { Episode } from '../domain/episode.ts'
import type { Moment } from '../domain/moment.ts'
import { sessionBytes } from '../domain/session-bytes.ts'
import { nothingTold, type Told } from '../facts/told.ts'
import type { FeatureName } from '../features/catalogue.ts'
import { type CardState, emptyCardState, profileAt } from './card-state.ts'
import type { CardView, FoldOptions, Reception } from './card-view.ts'
import { type CardRow, ChangedRows } from './changed-rows.ts'
import { baselineOf } from './derived-value.ts'
import { describe } from './describe.ts'
import { featureValue } from './feature-value.ts'
import { foldProfile } from './fold-profile.ts'
import { foldUsage } from './fold-usage.ts'
import { plainSource } from './plain-source.ts'
import { prune } from './prune.ts'
import { AFTER_STOP, foldStop, isUndoing } from './stops.ts'

const PRUNE_EVERY_MS = 3_600_000

/** What the log has said of one card so far. No I/O, and no clock but the records' own. */
export class Card implements CardView {
  readonly #state: CardState
  readonly #rows = new ChangedRows()
  #prunedAt = 0

  constructor(state: CardState = emptyCardState()) {
    this.#state = state
  }

  static restore(payload: string): Card {
    return new Card(decodeState<CardState>(payload))
  }

  encode(): string {
    return encodeState(this.#state)
  }

  get horizon(): number {
    return this.#state.horizon
  }

  get newest(): number {
    return this.#state.newest
  }

  /** Whether the log has ever told this card's contract. */
  get isRegistered(): boolean {
    return this.#state.profiles.length > 0
  }

  profileAt(time: number): Profile | undefined {
    return profileAt(this.#state, time)
  }

  /** Below the horizon a record is late, known or not: its id may be forgotten by then. */
  receive({ source, eventId, eventTime }: Usage): Reception {
    if (eventTime < this.#state.horizon) return 'late'
    return this.#state.eventIds.has(idOf(source, eventId)) ? 'duplicate' : 'new'
  }

  /** Folds a new record in. Gives the measures that counted it. */
  fold(usage: Usage, moment: Moment, { policy, stamp }: FoldOptions): ReadonlySet<string> {
    const state = this.#state
    const profile = profileAt(state, usage.eventTime)
    const fact = describe(usage, state, { profile, moment, policy })
    state.eventIds.set(idOf(usage.source, usage.eventId), usage.eventTime)
    state.newest = Math.max(state.newest, usage.eventTime)
    state.horizon = Math.max(state.horizon, state.newest - policy.allowedLatenessMs)
    limitEventIds(state)
    const touched = foldUsage(fact, moment, { usage, profile, state, policy })
    this.#rows.touch(moment, stamp, state)
    this.#prune()
    return touched
  }

  /** Takes a profile in. Gives the measures that counted it; undefined: it says nothing new. */
  foldProfile(profile: Profile, moment: Moment): Set<string> | undefined {
    this.#rows.settle(this.#state)
    return foldProfile(profile, moment, this.#state)
  }

  /** A feature as it stands at a moment; undefined where it does not exist. */
  feature(name: FeatureName, moment: Moment): number | undefined {
    return featureValue(name, moment, this.#state)
  }

  episode(detector: string): Episode | undefined {
    return this.#state.episodes.get(detector)
  }

  setEpisode(detector: string, episode: Episode): void {
    this.#state.episodes.set(detector, episode)
  }

  /** What groups were told of it; to be changed by those who tell. */
  get told(): Told {
    this.#state.told ??= nothingTold()
    return this.#state.told
  }

  /** What a record that is not folded in yet adds to the data used. */
  bytesOf(usage: Usage): number {
    if (usage.service !== 'data') return 0
    return sessionBytes(usage, this.#state.sessions, this.#state.horizon)
  }

  /** Remembers a local day on which the card called too often, or was told of. */
  noteDay(what: 'overDays' | 'alertDays', dayStart: number): void {
    this.#state[what].add(dayStart)
  }

  /** The card's own normal over the 14 full days before a moment. */
  baseline(of: BaselineOf, moment: Moment): Baseline {
    return baselineOf(of, plainSource({ moment, state: this.#state }))
  }

  /** An undone stop ends every episode, once: what comes after it is a new case. */
  foldEnforcement(enforcement: Enforcement): void {
    const { action, eventTime } = enforcement
    foldStop(enforcement, this.#state)
    this.#state.episodes.delete(AFTER_STOP)
    if (!isUndoing(action)) return
    if (eventTime <= this.#state.undoneAt) return
    this.#state.undoneAt = eventTime
    this.#state.episodes.clear()
  }

  /** Whether a record is from before a stop was undone: it opens no new case. */
  isUndone(eventTime: number): boolean {
    return eventTime <= this.#state.undoneAt
  }

  snooze({ detector, eventTime, until }: Snooze): void {
    this.#state.snoozes.set(detector, { from: eventTime, until })
  }

  isSnoozed(detector: string, eventTime: number): boolean {
    const quiet = this.#state.snoozes.get(detector)
    return quiet !== undefined && quiet.from <= eventTime && eventTime < quiet.until
  }

  /** Rows that changed since they were last taken, newest version of each. */
  takeRows(): CardRow[] {
    this.#rows.settle(this.#state)
    return this.#rows.take()
  }

  /** Forgets changed rows unread. */
  dropRows(): void {
    this.#rows.drop()
  }

  /** Drops what no record can ask for any more, now and then. Changes no verdict and no row. */
  #prune(): void {
    if (this.#state.newest < this.#prunedAt + PRUNE_EVERY_MS) return
    this.#prunedAt = this.#state.newest
    this.#rows.settle(this.#state)
    prune(this.#state)
  }
}

/** 64 bits: two ids of one card collide once in 10^12 days of 4,096 events. */
function idOf(source: string, eventId: string): string {
  return hash('sha256', `${source}\u0000${eventId}`).slice(0, 16)
}

function limitEventIds(state: CardState): void {
  if (state.eventIds.size <= MOST_EVENT_IDS) return
  dropEventIds(state)
  if (state.eventIds.size <= MOST_EVENT_IDS) return
  let oldest = state.newest
  for (const eventTime of state.eventIds.values()) oldest = Math.min(oldest, eventTime)
  state.horizon = Math.max(state.horizon, oldest + 1)
  dropEventIds(state)
}

function dropEventIds({ eventIds, horizon }: CardState): void {
  for (const [id, eventTime] of eventIds) if (eventTime < horizon) eventIds.delete(id)
}
