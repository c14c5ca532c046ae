import type { Enforcement, Snooze } from '#schemas/card-event.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Usage } from '#schemas/usage.ts'
import type { Baseline, BaselineOf } from '../domain/baseline.ts'
import type { Episode } from '../domain/episode.ts'
import type { Moment } from '../domain/moment.ts'
import type { Told } from '../facts/told.ts'
import type { FeatureName } from '../features/catalogue.ts'
import type { ArmedPolicy } from '../policy/rule.ts'
import type { RowStamp } from './changed-rows.ts'

export interface FoldOptions {
  readonly policy: ArmedPolicy
  readonly stamp: RowStamp
}

export type Reception = 'new' | 'duplicate' | 'late'

/** What the log has said of one card so far, however it is kept. */
export interface CardView {
  /** Newest event time. */
  readonly newest: number
  /** What groups were told of it; to be changed by those who tell. */
  readonly told: Told
  profileAt(time: number): Profile | undefined
  /** Below the horizon a record is late, known or not: its id may be forgotten by then. */
  receive(usage: Usage): Reception
  /** What a record that is not folded in yet adds to the data used. */
  bytesOf(usage: Usage): number
  /** Folds a new record in. Gives the measures that it raised. */
  fold(usage: Usage, moment: Moment, options: FoldOptions): ReadonlySet<string>
  /** Takes a profile in. Gives the measures that counted it; undefined: it says nothing new. */
  foldProfile(profile: Profile, moment: Moment): Set<string> | undefined
  /** A feature as it stands at a moment; undefined where it does not exist. */
  feature(name: FeatureName, moment: Moment): number | undefined
  /** The card's own normal over the 14 full days before a moment. */
  baseline(of: BaselineOf, moment: Moment): Baseline
  episode(detector: string): Episode | undefined
  setEpisode(detector: string, episode: Episode): void
  /** Remembers a local day on which the card called too often, or was told of. */
  noteDay(what: 'overDays' | 'alertDays', dayStart: number): void
  /** An undone stop ends every episode, once: what comes after it is a new case. */
  foldEnforcement(enforcement: Enforcement): void
  /** Whether a record is from before a stop was undone: it opens no new case. */
  isUndone(eventTime: number): boolean
  snooze(snooze: Snooze): void
  isSnoozed(detector: string, eventTime: number): boolean
}
