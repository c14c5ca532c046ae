import type { DeadLetterClass } from '#schemas/dead-letter.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Usage } from '#schemas/usage.ts'
import type { KnownCard } from './domain/card-directory.ts'

/** A record of a feed, not yet looked at. */
export interface RawRecord {
  readonly offset: bigint
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, Buffer>>
  /** Epoch milliseconds; with CLOCK=feed the feed's own now. */
  readonly timestamp: number
}

/** One fetch of one partition of a feed. */
export interface FeedBatch<Feed> {
  readonly feed: Feed
  readonly topic: string
  readonly partition: number
  readonly records: readonly RawRecord[]
}

/** What a record of a feed becomes: exactly one of these. */
export type Outcome =
  | { readonly status: 'usage'; readonly record: RawRecord; readonly usage: Usage }
  | {
      readonly status: 'profile'
      readonly record: RawRecord
      readonly profile: Profile
      /** What the register of cards keeps; absent when it knows something newer. */
      readonly card: KnownCard | undefined
    }
  | {
      readonly status: 'refused'
      readonly record: RawRecord
      readonly class: DeadLetterClass
      readonly reason: string
    }
  /** A profile that its feed deleted: a contract ends by `status: terminated`, not by silence. */
  | { readonly status: 'tombstone'; readonly record: RawRecord }

interface Place {
  readonly topic: string
  readonly partition: number
}

/** Where outcomes go. */
export interface Publisher {
  /** Resolves when Kafka has acknowledged all; rejects only when `signal` ends the wait. */
  publish(from: Place, outcomes: readonly Outcome[], signal: AbortSignal): Promise<void>
}

/** Says to everyone that time has passed. */
export interface Ticker {
  /** The highest tick that is acknowledged, epoch milliseconds; -Infinity before the first. */
  readonly lastTick: number
  /** Sends one to every partition. A time that is not higher does nothing. */
  tick(time: number, signal: AbortSignal): Promise<void>
}
