import type { CardClass, CardFunction } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Usage } from '#schemas/usage.ts'

/** One usage record with what the card and the policy say about it: all that a feature may look at. */
export interface Fact {
  readonly usage: Usage
  /** In force at its event time. */
  readonly profile: Profile | undefined
  readonly cardClass: CardClass
  /** Emergency calls enter no feature. */
  readonly emergency: boolean
  /** The local time of day lies outside the hours that contract or policy allow. */
  readonly offHours: boolean
  /** The other party of an outgoing call is nobody the card knew before it. */
  readonly stranger: boolean
  /** Up and down, this part of the session only. */
  readonly bytes: number
  /** VoLTE and its like: no data use. */
  readonly signalling: boolean
  /** The contract's list of data hosts covers it. */
  readonly directed: boolean
  /** The peer is of a kind that closed functions may still talk to, a platform for one. */
  readonly peerKindAllowed: boolean
  /** The device is not one that the card is bound to. */
  readonly imeiMismatch: boolean
  /** No profile, and the grace since the first such record is over. */
  readonly unprofiled: boolean
}

export function isOutgoingCall({ usage, emergency }: Fact): boolean {
  return usage.service === 'voice' && usage.direction === 'outgoing' && !emergency
}

export function isIncomingCall({ usage, emergency }: Fact): boolean {
  return usage.service === 'voice' && usage.direction === 'incoming' && !emergency
}

export function isOutgoingSms({ usage, emergency }: Fact): boolean {
  return usage.service === 'sms' && usage.direction === 'outgoing' && !emergency
}

export function isData({ usage, signalling }: Fact): boolean {
  return usage.service === 'data' && !signalling
}

/** A feed that does not say is taken by the duration. */
export function isAnswered({ usage }: Fact): boolean {
  if (usage.service !== 'voice') return false
  return usage.answered ?? (usage.durationSeconds ?? 0) > 0
}

/** The profile in force closes the function. */
export function isClosed({ profile }: Fact, name: CardFunction): boolean {
  return profile !== undefined && !profile.functions[name]
}

export function peerOf({ usage }: Fact): string | undefined {
  return usage.service === 'data' ? undefined : (usage.peer ?? undefined)
}

/** The card's own act: something it sent or fetched, not what others did to it. */
export function isOwnUse(fact: Fact): boolean {
  return isOutgoingCall(fact) || isOutgoingSms(fact) || isData(fact)
}
