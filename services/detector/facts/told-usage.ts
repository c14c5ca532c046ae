import type { FactCard, NewFact } from '#schemas/group-fact.ts'
import { imeiKey } from '#schemas/identifiers.ts'
import type { CardClass } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Usage } from '#schemas/usage.ts'
import { isAnswered } from '../domain/answered.ts'
import type { Span } from '../domain/window.ts'
import type { ArmedPolicy } from '../policy/rule.ts'
import { classOf, factCard } from './fact-card.ts'
import type { Told } from './told.ts'

export const HOUR_MS = 3_600_000

/**
 * A usage record as the groups see it. Texts are read when something is told: most records tell
 * nothing.
 */
export interface ToldUsage {
  readonly eventTime: number
  /** An outgoing call. */
  readonly isCall: boolean
  /** First 14 digits; undefined where there is none, or it may be one that many devices send. */
  readonly device: string | undefined
  readonly region: string | null
  readonly peer: string | undefined
  /** An outgoing call that a person did not take. */
  readonly isUnanswered: boolean
  /** `source/eventId`. */
  readonly event: string
  readonly profile: Profile | undefined
  readonly cardClass: CardClass
  readonly card: FactCard
  /** State of the card: changed in place. */
  readonly told: Told
  /** Billing cycle of the card that holds the record. */
  readonly cycle: Span
  /** Up and down, this part of the session only; 0: it is no data use. */
  readonly bytes: number
  readonly partition: number
  /** A record of the card comes no later than so long behind the newest. */
  readonly latenessMs: number
}

/** What is known of the card beside the record. */
export interface ToldCard {
  readonly profile: Profile | undefined
  readonly told: Told
  readonly cycle: Span
  readonly bytes: number
  readonly partition: number
  readonly policy: ArmedPolicy
}

/** Of a record that was parsed. */
export function toldUsage(usage: Usage, { policy, ...known }: ToldCard): ToldUsage {
  const { eventTime, source, eventId, iccid, region } = usage
  const isCall = usage.service === 'voice' && usage.direction === 'outgoing'
  return {
    ...known,
    latenessMs: policy.allowedLatenessMs,
    eventTime,
    isCall,
    device: deviceOf(usage, policy),
    region: region ?? null,
    peer: usage.service === 'data' ? undefined : (usage.peer ?? undefined),
    isUnanswered: isCall && usage.peerKind === 'person' && !isAnswered(usage),
    event: `${source}/${eventId}`,
    cardClass: classOf(known.profile),
    card: factCard(iccid, known.profile),
  }
}

function deviceOf({ imei }: Usage, { placeholderImeis, isKnown }: ArmedPolicy): string | undefined {
  if (imei == null || !isKnown) return undefined
  const device = imeiKey(imei)
  return placeholderImeis.has(device) ? undefined : device
}

export function hourOf(eventTime: number): number {
  return Math.floor(eventTime / HOUR_MS) * HOUR_MS
}

/** What every fact of one record says. */
export function saying({ eventTime, card, partition, event }: ToldUsage) {
  return { partition, eventTime, card, event }
}

export type Facts = readonly NewFact[]

export const NOTHING: Facts = []
