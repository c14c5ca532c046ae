import type { Usage } from '#schemas/usage.ts'
import { isAnswered } from '../domain/answered.ts'
import { readMember } from '../domain/cells.ts'
import { isKnown } from '../domain/contact-memory.ts'
import type { Fact } from '../domain/fact.ts'
import { type HourSpans, isOutside, parseHours } from '../domain/hours.ts'
import { slidingSpan } from '../domain/window.ts'
import { blockRun, concurrentCalls, gapSeconds } from './call-memory.ts'
import type { CardState } from './card-state.ts'
import type { Circumstances } from './describe.ts'

type Contact = Exclude<Usage, { service: 'data' }>

type ContactFact = Omit<
  Fact,
  | ('dataUse' | 'bytes' | 'directed' | 'cardDirected' | 'appCategory')
  | ('closedVoice' | 'closedSms' | 'closedData' | 'testing' | 'stopped' | 'unprofiled')
  | ('device' | 'imeiMismatch' | 'handset' | 'deviceListed' | 'region' | 'cell')
  | ('cellListed' | 'regionListed' | 'regionMismatch' | 'plmnForeign')
>

/** What a call or message means for a card; of data, that it is none. */
export function describeContact(
  usage: Usage,
  state: CardState,
  circumstances: Circumstances,
): ContactFact {
  if (usage.service === 'data') return NO_CONTACT
  const { profile, policy } = circumstances
  const kinds = kindsOf(usage)
  const { answered, lasted, durationSeconds, releaseCause } = callOf(usage)
  const gap = kinds.callOut ? gapSeconds(usage, state) : undefined
  const peer = usage.peer ?? undefined
  const cardClass = profile?.cardClass ?? 'unregistered'
  return {
    ...kinds,
    service: usage.service,
    answered,
    durationSeconds,
    releaseCause,
    peer,
    peerKind: usage.peerKind ?? undefined,
    peerKindAllowed: usage.peerKind != null && policy.allowedPeerKinds.has(usage.peerKind),
    peerNotAllowed: isPeerNotAllowed(usage, circumstances),
    blockPeer: usage.peerBlock != null && peer ? `${usage.peerBlock}/${peer}` : undefined,
    premium: policy.premiumPrefixes.some((prefix) => usage.peerBlock?.startsWith(prefix)),
    offHours: isOffHours(circumstances, policy.hours.get(cardClass)),
    stranger: peer !== undefined && !isContact(usage, state),
    callback: kinds.callIn && wasCalled(usage, state),
    short: answered && lasted && durationSeconds <= policy.shortCallSeconds,
    unlicensed: isUnlicensed(usage, circumstances),
    gapSeconds: gap,
    gapSquare: gap === undefined ? undefined : gap * gap,
    shortGap: gap !== undefined && gap < policy.shortGapSeconds,
    concurrent: usage.service === 'voice' ? concurrentCalls(usage, state) : 0,
    blockRun: kinds.callOut ? blockRun(usage, state) : undefined,
    inboundOnly: profile?.inboundOnly ?? false,
  }
}

const NO_CONTACT: ContactFact = {
  service: 'data',
  callOut: false,
  callIn: false,
  smsOut: false,
  smsIn: false,
  emergency: false,
  answered: false,
  durationSeconds: 0,
  releaseCause: undefined,
  peer: undefined,
  peerKind: undefined,
  peerKindAllowed: false,
  peerNotAllowed: false,
  blockPeer: undefined,
  premium: false,
  offHours: false,
  stranger: false,
  callback: false,
  short: false,
  unlicensed: false,
  gapSeconds: undefined,
  gapSquare: undefined,
  shortGap: false,
  concurrent: 0,
  blockRun: undefined,
  inboundOnly: false,
}

function kindsOf({ service, direction, peerKind }: Contact) {
  const emergency = peerKind === 'emergency'
  const is = (name: string, way: string) => service === name && direction === way && !emergency
  return {
    emergency,
    callOut: is('voice', 'outgoing'),
    callIn: is('voice', 'incoming'),
    smsOut: is('sms', 'outgoing'),
    smsIn: is('sms', 'incoming'),
  }
}

function callOf(usage: Contact) {
  if (usage.service === 'sms') return NO_CALL
  const { durationSeconds, releaseCause } = usage
  return {
    answered: isAnswered(usage),
    lasted: durationSeconds != null,
    durationSeconds: durationSeconds ?? 0,
    releaseCause: releaseCause ?? undefined,
  }
}

const NO_CALL = { answered: false, lasted: false, durationSeconds: 0, releaseCause: undefined }

/** Known by its token, or by the one it had before the key was replaced. */
function isContact({ peer, peerPrevious }: Contact, { contacts }: CardState): boolean {
  return [peer, peerPrevious].some((token) => token != null && isKnown(contacts, token))
}

/** The card called the peer in the day before. */
function wasCalled({ peer, eventTime }: Contact, { columns }: CardState): boolean {
  const callees = columns.get('peersDistinct/1d')
  if (peer == null || callees === undefined) return false
  const { start, end } = slidingSpan(eventTime, '1d')
  return readMember(callees, peer, { from: start, to: end - 1 }) > 0
}

/** A contract that lists nobody says nothing of peers, and a record that names none breaks no list. */
function isPeerNotAllowed(
  { peer, peerPrevious, peerKind }: Contact,
  { profile, policy }: Circumstances,
): boolean {
  const allowed = profile?.allowedPeers ?? []
  if (allowed.length === 0 || peer == null) return false
  if (peerKind != null && policy.allowedPeerKinds.has(peerKind)) return false
  return ![peer, peerPrevious].some((token) => token != null && allowed.includes(token))
}

/** The contract's hours go before the policy's; without either every hour is allowed. */
function isOffHours({ profile, moment }: Circumstances, usual: HourSpans | undefined): boolean {
  const contract = profile?.telesales?.hours ?? []
  const hours = contract.length > 0 ? parseHours(contract) : usual
  return hours !== undefined && isOutside(hours, moment.minuteOfDay)
}

function isUnlicensed({ eventTime }: Contact, { profile }: Circumstances): boolean {
  if (profile?.cardClass !== 'telesales') return false
  const { licenceNo, licenceValidTo } = profile.telesales ?? {}
  return licenceNo == null || (licenceValidTo != null && licenceValidTo < eventTime)
}
