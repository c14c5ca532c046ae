import { imeiKey } from '#schemas/identifiers.ts'
import type { CardClass } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import { type HourSpans, parseHours } from '../domain/hours.ts'
import type { ArmedPolicy } from '../policy/rule.ts'
import { memberOf } from './member-of.ts'
import type { Screen } from './screen.ts'
import type { Kind } from './screens.ts'
import type { ZoneDays } from './zone-days.ts'

/** What a profile and a policy say of every record of a card, worked out once. */
export interface Terms {
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
  /** First 14 digits of the bound devices, as numbers. */
  readonly devices: readonly number[]
  /** An IoT card out of test whose contract names no device: a device seen in two hours binds. */
  readonly bindsFirst: boolean
  readonly zone: ZoneDays
  readonly cycleStartDay: number
  /** How detectors see the contract; found when it is first asked for. */
  kind: Kind | undefined
  /** What could trip, and for which local day that was worked out. */
  screen: Screen | undefined
  screenDay: number
  screenHoliday: boolean
}

/** A card's profile and its number among the card's own: that of the lifetime it began. */
export class Contract {
  readonly profile: Profile
  readonly number: number
  /** In force from here on. */
  readonly from: number
  /** Of the policy they were made for. */
  terms: Terms | undefined

  constructor(profile: Profile, number: number) {
    this.profile = profile
    this.number = number
    this.from = profile.eventTime
  }
}

export interface TermsOptions {
  readonly policy: ArmedPolicy
  zoneOf(timeZone: string): ZoneDays
}

/** The terms of a profile, or of a card without one. */
export function termsOf(profile: Profile | undefined, { policy, zoneOf }: TermsOptions): Terms {
  const cardClass = profile?.cardClass ?? 'unregistered'
  const status = profile?.status
  const devices = (profile?.boundImeis ?? []).map((imei) => Number(imeiKey(imei)))
  const carrier = profile?.carrier ?? 'other'
  return {
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
    devices,
    bindsFirst: cardClass === 'iot' && devices.length === 0 && status !== 'test',
    zone: zoneOf(profile?.timeZone ?? policy.timeZone),
    cycleStartDay: profile?.billingCycleStartDay ?? policy.cycleStartDays[carrier] ?? 1,
    kind: undefined,
    screen: undefined,
    screenDay: 0,
    screenHoliday: false,
  }
}

function endedAt(profile: Profile | undefined): number {
  const isEnded = profile?.status === 'suspended' || profile?.status === 'terminated'
  return isEnded ? profile.eventTime : Number.POSITIVE_INFINITY
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
