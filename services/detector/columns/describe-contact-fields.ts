import { isAnswered } from '../domain/answered.ts'
import { LONGEST_GAP_MS } from '../domain/card-bounds.ts'
import { isOutside } from '../domain/hours.ts'
import { slidingSpan } from '../domain/window.ts'
import { MEMBERS } from './card-head.ts'
import type { FilledFact } from './filled-fact.ts'
import { memberNumber } from './member-of.ts'
import { PLAN } from './plan.ts'
import { calledPeerSince, lastCall, overlapping } from './recent-calls.ts'
import type { Scene } from './scene.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
/** The kind of member that is the contact memory as well. */
export const CONTACT_KIND = PLAN.byName.get('counterpartsDistinct')?.members[0]?.kind ?? 0

/** Fills in that the record is no call and no message. */
export function clearContact(fact: FilledFact): void {
  fact.callOut = false
  fact.callIn = false
  fact.smsOut = false
  fact.smsIn = false
  fact.emergency = false
  fact.answered = false
  fact.durationSeconds = 0
  fact.releaseCause = undefined
  fact.peer = undefined
  fact.peerKind = undefined
  fact.peerKindAllowed = false
  fact.peerNotAllowed = false
  fact.blockPeer = undefined
  fact.premium = false
  fact.offHours = false
  fact.stranger = false
  fact.callback = false
  fact.short = false
  fact.unlicensed = false
  fact.gapSeconds = undefined
  fact.gapSquare = undefined
  fact.shortGap = false
  fact.concurrent = 0
  fact.blockRun = undefined
  fact.inboundOnly = false
}

/** Fills what a call or message means for the card. */
export function describeContact(scene: Scene): void {
  const { fields, fact, terms, policy } = scene
  const { peerKind, direction, eventTime } = fields
  const isVoice = fields.service === 'voice'
  const emergency = peerKind === 'emergency'
  const out = direction === 'outgoing' && !emergency
  const isIn = direction === 'incoming' && !emergency
  fact.dataUse = false
  fact.bytes = 0
  fact.directed = false
  fact.appCategory = undefined
  fact.emergency = emergency
  fact.callOut = isVoice && out
  fact.callIn = isVoice && isIn
  fact.smsOut = !isVoice && out
  fact.smsIn = !isVoice && isIn
  const lasted = isVoice && !Number.isNaN(fields.durationSeconds)
  fact.durationSeconds = lasted ? fields.durationSeconds : 0
  fact.answered = isVoice && isAnswered(fields)
  fact.releaseCause = isVoice ? fields.releaseCause : undefined
  fact.peer = fields.hasPeer ? memberNumber(fields.peerLow, fields.peerHigh) : undefined
  fact.peerKind = peerKind
  fact.peerKindAllowed = peerKind !== undefined && policy.policy.allowedPeerKinds.has(peerKind)
  fact.peerNotAllowed = isPeerNotAllowed(scene)
  fact.blockPeer = fields.peerBlock !== 0 ? fact.peer : undefined
  fact.premium = isPremium(fields.peerBlock, policy.policy.premiumPrefixes)
  fact.offHours = isOffHours(scene)
  fact.stranger = fields.hasPeer && !isContact(scene)
  fact.callback = fact.callIn && fields.hasPeer && wasCalled(scene)
  fact.short = fact.answered && lasted && fact.durationSeconds <= policy.policy.shortCallSeconds
  fact.unlicensed = terms.licensedUntil < eventTime
  fact.inboundOnly = terms.inboundOnly
  describeRun(scene)
  fact.concurrent = isVoice ? overlapping(scene) : 0
}

/** Gap and run, from the newest outgoing call. */
function describeRun(scene: Scene): void {
  const { fields, fact, policy } = scene
  fact.gapSeconds = undefined
  fact.blockRun = undefined
  if (fact.callOut) {
    const last = lastCall(scene)
    const isLater = last.at === 0 || fields.eventTime >= last.at
    const isNear = last.at !== 0 && isLater && fields.eventTime - last.at <= LONGEST_GAP_MS
    const isSamePeer = last.peerLow === fields.peerLow && last.peerHigh === fields.peerHigh
    if (isNear && fields.hasPeer && !isSamePeer) {
      fact.gapSeconds = Math.floor((fields.eventTime - last.at) / 1_000)
    }
    if (fields.peerBlock !== 0 && fields.hasPeer && isLater) {
      const goesOn = isNear && last.block === fields.peerBlock
      fact.blockRun = goesOn ? last.run + (isSamePeer ? 0 : 1) : 1
    }
  }
  const { gapSeconds } = fact
  fact.gapSquare = gapSeconds === undefined ? undefined : gapSeconds * gapSeconds
  fact.shortGap = gapSeconds !== undefined && gapSeconds < policy.policy.shortGapSeconds
}

function isPeerNotAllowed({ fields, fact, terms }: Scene): boolean {
  const { allowedPeers } = terms
  if (allowedPeers === undefined || fact.peerKindAllowed || fact.peer === undefined) return false
  if (allowedPeers.has(fact.peer)) return false
  if (!fields.hasPeerPrevious) return true
  return !allowedPeers.has(memberNumber(fields.peerPreviousLow, fields.peerPreviousHigh))
}

function isPremium(block: number, prefixes: readonly string[]): boolean {
  if (block === 0 || prefixes.length === 0) return false
  const digits = String(block).slice(1)
  return prefixes.some((prefix) => digits.startsWith(prefix))
}

function isOffHours({ terms: { hours }, day, eventTime }: Scene): boolean {
  if (hours === undefined) return false
  return isOutside(hours, Math.floor((eventTime + day.offsetMs) / MINUTE_MS) % DAY_MINUTES)
}

/** Known by its token, or by the one it had before the key was replaced. */
function isContact(scene: Scene): boolean {
  const { fields, store } = scene
  const table = scene.word(MEMBERS)
  const key = { kind: CONTACT_KIND, low: fields.peerLow, high: fields.peerHigh }
  if (store.members.isContact(table, key)) return true
  if (!fields.hasPeerPrevious) return false
  const previous = { low: fields.peerPreviousLow, high: fields.peerPreviousHigh }
  return store.members.isContact(table, { kind: CONTACT_KIND, ...previous })
}

/** The card called the peer in the day before. */
function wasCalled(scene: Scene): boolean {
  const { start, end } = slidingSpan(scene.eventTime, '1d')
  return calledPeerSince(scene, { from: start, to: end })
}
