import { imeiKey } from '#schemas/identifiers.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Usage } from '#schemas/usage.ts'
import { isKnown } from '../domain/contact-memory.ts'
import type { Fact } from '../domain/fact.ts'
import { type HourSpans, isOutside, parseHours } from '../domain/hours.ts'
import type { Moment } from '../domain/moment.ts'
import { sessionBytes } from '../domain/session-bytes.ts'
import type { ArmedPolicy } from '../policy/rule.ts'
import type { CardState } from './card-state.ts'

export interface Circumstances {
  readonly profile: Profile | undefined
  readonly moment: Moment
  readonly policy: ArmedPolicy
}

/** What a usage record means for a card, before it is folded in. Changes nothing. */
export function describe(usage: Usage, state: CardState, circumstances: Circumstances): Fact {
  const { profile, policy } = circumstances
  const contact = usage.service === 'data' ? undefined : usage
  const data = usage.service === 'data' ? usage : undefined
  const cardClass = profile?.cardClass ?? 'unregistered'
  return {
    usage,
    profile,
    cardClass,
    emergency: contact?.peerKind === 'emergency',
    offHours: isOffHours(circumstances, policy.hours.get(cardClass)),
    stranger: contact?.peer != null && !isContact(contact, state),
    bytes: data ? sessionBytes(data, state.sessions, state.horizon) : 0,
    signalling: data?.apn != null && policy.signallingApns.has(data.apn.toLowerCase()),
    directed: data?.directed ?? profile?.directed ?? false,
    peerKindAllowed: contact?.peerKind != null && policy.allowedPeerKinds.has(contact.peerKind),
    imeiMismatch: isImeiMismatch(usage, state, circumstances),
    unprofiled: isUnprofiled(usage, state, policy),
  }
}

/** Known by its token, or by the one it had before the key was replaced. */
function isContact(
  { peer, peerPrevious }: Exclude<Usage, { service: 'data' }>,
  { contacts }: CardState,
): boolean {
  return [peer, peerPrevious].some((token) => token != null && isKnown(contacts, token))
}

/** The contract's hours go before the policy's; without either every hour is allowed. */
function isOffHours({ profile, moment }: Circumstances, usual: HourSpans | undefined): boolean {
  const contract = profile?.telesales?.hours ?? []
  const hours = contract.length > 0 ? parseHours(contract) : usual
  return hours !== undefined && isOutside(hours, moment.minuteOfDay)
}

/** The device of a record, unless it is, or may be, one of the numbers that many devices send. */
export function deviceOf({ imei }: Usage, policy: ArmedPolicy): string | undefined {
  const { placeholderImeis, isKnown: knowsPlaceholders } = policy
  if (imei == null || !knowsPlaceholders) return undefined
  const device = imeiKey(imei)
  return placeholderImeis.has(device) ? undefined : device
}

/** A card in test may be in any device; one without a list is bound by its first use. */
function isImeiMismatch(
  usage: Usage,
  { firstImei }: CardState,
  { profile, policy }: Circumstances,
): boolean {
  const device = deviceOf(usage, policy)
  if (device === undefined || profile === undefined || profile.status === 'test') return false
  const bound = profile.boundImeis ?? []
  if (bound.length > 0) return !bound.some((imei) => imeiKey(imei) === device)
  return firstImei !== undefined && firstImei !== device
}

function isUnprofiled(usage: Usage, state: CardState, { graceMs }: ArmedPolicy): boolean {
  if (state.profiles.length > 0 || state.firstUnprofiledAt === undefined) return false
  return usage.eventTime > state.firstUnprofiledAt + graceMs
}
