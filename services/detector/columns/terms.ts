import type { CardClass } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import { type HourSpans, parseHours } from '../domain/hours.ts'
import type { ArmedPolicy } from '../policy/rule.ts'
import { memberOf } from './member-of.ts'
import type { ZoneDays } from './zone-days.ts'

const MOST_TERMS = 50_000

/** What a profile and a policy say of every record of a card, worked out once. */
export interface Terms {
  /** Different from that of any others in this process. */
  readonly number: number
  readonly policy: ArmedPolicy
  readonly cardClass: CardClass
  readonly isKnown: boolean
  readonly closedVoice: boolean
  readonly closedSms: boolean
  readonly closedData: boolean
  readonly inboundOnly: boolean
  readonly testing: boolean
  readonly cardDirected: boolean
  /** Until when a telesales card may call; infinite for others. */
  readonly licensedUntil: number
  readonly hours: HourSpans | undefined
  /** Whom the contract lists, as numbers; undefined: anybody. */
  readonly allowedPeers: ReadonlySet<number> | undefined
  readonly allowedTacs: ReadonlySet<number>
  readonly allowedRegions: readonly string[]
  readonly roaming: boolean
  /** When the contract ended or was suspended; infinite where it was not. */
  readonly endedAt: number
  readonly isTerminated: boolean
  /** An IoT card out of test whose contract names no device: a device seen in two hours binds. */
  readonly bindsFirst: boolean
  readonly zone: ZoneDays
  readonly cycleStartDay: number
}

export interface TermsOptions {
  readonly policy: ArmedPolicy
  zoneOf(timeZone: string): ZoneDays
}

/** Terms of contracts under one policy: a fleet whose contracts say the same shares them. */
export class SharedTerms {
  readonly #options: TermsOptions
  readonly #terms = new Map<string, Terms>()

  constructor(options: TermsOptions) {
    this.#options = options
  }

  /** Of a profile, or of a card without one. */
  of(profile: Profile | undefined): Terms {
    const key = profile ? keyOf(profile) : ''
    const before = this.#terms.get(key)
    if (before) return before
    if (this.#terms.size >= MOST_TERMS) this.#terms.clear()
    const terms = termsOf(profile, this.#options)
    this.#terms.set(key, terms)
    return terms
  }
}

/** All of a profile that its terms are made of. */
function keyOf(profile: Profile): string {
  const { cardClass, functions, inboundOnly, status, directed, roaming, carrier } = profile
  const { timeZone, billingCycleStartDay, telesales, boundImeis } = profile
  const { allowedPeers, allowedTacs, allowedRegions } = profile
  return JSON.stringify([
    ...[cardClass, functions, inboundOnly, status, directed, roaming, carrier, timeZone],
    ...[billingCycleStartDay, telesales, allowedPeers, allowedTacs, allowedRegions],
    ...[(boundImeis ?? []).length > 0, isEnded(profile) ? profile.eventTime : null],
  ])
}

let made = 0

/** The terms of a profile, or of a card without one. */
function termsOf(profile: Profile | undefined, { policy, zoneOf }: TermsOptions): Terms {
  const cardClass = profile?.cardClass ?? 'unregistered'
  const status = profile?.status
  const hasDevices = (profile?.boundImeis ?? []).length > 0
  const carrier = profile?.carrier ?? 'other'
  made += 1
  return {
    number: made,
    policy,
    cardClass,
    isKnown: profile !== undefined,
    closedVoice: profile !== undefined && !profile.functions.voice,
    closedSms: profile !== undefined && !profile.functions.sms,
    closedData: profile !== undefined && !profile.functions.data,
    inboundOnly: profile?.inboundOnly ?? false,
    testing: status === 'test',
    cardDirected: profile?.directed ?? false,
    licensedUntil: licensedUntil(profile),
    hours: hoursOf(profile, policy, cardClass),
    allowedPeers: listedPeers(profile),
    allowedTacs: new Set((profile?.allowedTacs ?? []).map(Number)),
    allowedRegions: profile?.allowedRegions ?? [],
    roaming: profile?.roaming === true,
    endedAt: endedAt(profile),
    isTerminated: status === 'terminated',
    bindsFirst: cardClass === 'iot' && !hasDevices && status !== 'test',
    zone: zoneOf(profile?.timeZone ?? policy.timeZone),
    cycleStartDay: profile?.billingCycleStartDay ?? policy.cycleStartDays[carrier] ?? 1,
  }
}

function endedAt(profile: Profile | undefined): number {
  return profile && isEnded(profile) ? profile.eventTime : Number.POSITIVE_INFINITY
}

function isEnded({ status }: Profile): boolean {
  return status === 'suspended' || status === 'terminated'
}

function licensedUntil(profile: Profile | undefined): number {
  if (profile?.cardClass !== 'telesales') return Number.POSITIVE_INFINITY
  if (profile.telesales?.licenceNo == null) return Number.NEGATIVE_INFINITY
  return profile.telesales.licenceValidTo ?? Number.POSITIVE_INFINITY
}

/** A contract that lists nobody says nothing of peers. */
function listedPeers(profile: Profile | undefined): ReadonlySet<number> | undefined {
  const peers = profile?.allowedPeers ?? []
  return peers.length > 0 ? new Set(peers.map(memberOf)) : undefined
}

/** The contract's hours go before the policy's. */
function hoursOf(profile: Profile | undefined, policy: ArmedPolicy, cardClass: CardClass) {
  const own = profile?.telesales?.hours ?? []
  return own.length > 0 ? parseHours(own) : policy.hours.get(cardClass)
}
