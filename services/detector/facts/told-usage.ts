import type { FactCard, NewFact } from '#schemas/group-fact.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Usage } from '#schemas/usage.ts'
import type { Span } from '../domain/window.ts'
import type { Told } from './told.ts'

export const HOUR_MS = 3_600_000

/** A usage record as the groups see it. */
export interface ToldUsage {
  readonly usage: Usage
  readonly profile: Profile | undefined
  readonly card: FactCard
  /** State of the card: changed in place. */
  readonly told: Told
  /** Billing cycle of the card that holds the record. */
  readonly cycle: Span
  /** Up and down, this part of the session only; 0: it is no data use. */
  readonly bytes: number
  readonly partition: number
}

export function hourOf(eventTime: number): number {
  return Math.floor(eventTime / HOUR_MS) * HOUR_MS
}

/** What every fact of one record says. */
export function saying({ usage, card, partition }: ToldUsage) {
  const { eventTime, source, eventId } = usage
  return { partition, eventTime, card, event: `${source}/${eventId}` }
}

export type Facts = readonly NewFact[]
