import { isAnswered } from '../domain/answered.ts'
import { LONGEST_GAP_MS } from '../domain/card-bounds.ts'
import { isOutside } from '../domain/hours.ts'
import { liesIn } from '../domain/region.ts'
import { slidingSpan } from '../domain/window.ts'
import { BOUND_DEVICE, FIRST_UNPROFILED_AT, MEMBERS } from './cards.ts'
import type { FilledFact } from './filled-fact.ts'
import { memberNumber } from './member-of.ts'
import { PLAN } from './plan.ts'
import { calledPeerSince, lastCall, overlapping } from './recent-calls.ts'
import type { Scene } from './scene.ts'
import { sessionBytesOf } from './session-totals.ts'
import type { Terms } from './terms.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
/** Behind the first eight digits of a device are six more. */
const TAC_UNIT = 1_000_000
/** The kind of member that is the contact memory as well. */
export const CONTACT_KIND = PLAN.byName.get('counterpartsDistinct')?.members[0]?.kind ?? 0

/** Fills the fact of the scene's record: what it means for the card, before it is folded in. */
export function describeFields(scene: Scene): void {
  const { fields, fact, terms } = scene
  fact.service = fields.service
  fact.closedVoice = terms.closedVoice
  fact.closedSms = terms.closedSms
  fact.closedData = terms.closedData
  fact.testing = terms.testing
  fact.cardDirected = terms.cardDirected
  if (fields.service === 'data') describeData(scene)
  else describeContact(scene)
  describePlace(scene)
  const isUse = fact.callOut || fact.smsOut || fact.dataUse || (fact.callIn && fact.answered)
  fact.stopped = isUse && isStopped(scene)
  fact.unprofiled = isUnprofiled(scene)
}

function describeData(scene: Scene): void {
  const { fields, fact, terms, policy } = scene
  clearContact(fact)
  const { apn, directed, appCategory } = fields
  fact.dataUse = apn === undefined || !policy.policy.signallingApns.has(apn)
  fact.bytes = sessionBytesOf(scene)
  fact.directed = directed ?? terms.cardDirected
  const isHuman = appCategory !== undefined && policy.policy.humanAppCategories.has(appCategory)
  fact.appCategory = isHuman ? scene.store.numberOfText(appCategory) : undefined
}

function clearContact(fact: FilledFact): void {
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

function describeContact(scene: Scene): void {
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

function describePlace(scene: Scene): void {
  const { fields, fact, policy, store } = scene
  if (fact.emergency) {
    clearPlace(fact)
    return
  }
  const isDevice =
    fields.device >= 0 && policy.policy.isKnown && !policy.placeholders.has(fields.device)
  const device = isDevice ? fields.device : undefined
  fact.device = device
  fact.imeiMismatch = device !== undefined && isImeiMismatch(device, scene)
  fact.handset = isHandset(scene)
  fact.deviceListed = device !== undefined && policy.riskDevices.has(device)
  fact.region = fields.region === undefined ? undefined : store.numberOfText(fields.region)
  fact.cell = fields.hasCell ? memberNumber(fields.cellLow, fields.cellHigh) : undefined
  fact.cellListed = fact.cell !== undefined && policy.riskCells.has(fact.cell)
  fact.regionListed = isRegionListed(scene)
  fact.regionMismatch = isRegionMismatch(fields.region, scene.terms)
  fact.plmnForeign = isForeign(scene)
}

function clearPlace(fact: FilledFact): void {
  fact.device = undefined
  fact.imeiMismatch = false
  fact.handset = false
  fact.deviceListed = false
  fact.region = undefined
  fact.cell = undefined
  fact.cellListed = false
  fact.regionListed = false
  fact.regionMismatch = false
  fact.plmnForeign = false
}

/** A card in test may be in any device; one without a list, only in the device it is bound to. */
function isImeiMismatch(device: number, scene: Scene): boolean {
  const { isKnown, testing } = scene.terms
  const { devices } = scene.holder
  if (!isKnown || testing) return false
  if (devices.length > 0) return !devices.includes(device)
  const bound = scene.double(BOUND_DEVICE)
  return bound > 0 && bound !== device + 1
}

/** The feed's word alone does where it names no device, and not where many send its number. */
function isHandset({ fields, fact, terms, policy }: Scene): boolean {
  if (!terms.isKnown || terms.testing) return false
  const isCalledPhone = fields.deviceKind === 'phone'
  if (fact.device === undefined) {
    return isCalledPhone && fields.device < 0 && terms.allowedTacs.size === 0
  }
  const tac = Math.floor(fact.device / TAC_UNIT)
  return (isCalledPhone || policy.handsetTacs.has(tac)) && !terms.allowedTacs.has(tac)
}

function isRegionListed({ fields, policy }: Scene): boolean {
  const { riskRegions } = policy.policy
  if (riskRegions.length === 0) return false
  const mcc = fields.visitedPlmn?.slice(0, 3)
  const { region } = fields
  return riskRegions.some(
    (listed) => listed === mcc || (region !== undefined && liesIn(region, listed)),
  )
}

function isRegionMismatch(region: string | undefined, { allowedRegions }: Terms): boolean {
  if (region === undefined || allowedRegions.length === 0) return false
  return !allowedRegions.some((allowed) => liesIn(region, allowed))
}

function isForeign({ fields, terms, policy }: Scene): boolean {
  if (!terms.isKnown || terms.roaming) return false
  const { homeMcc, closedRegions } = policy.policy
  const { visitedPlmn, region } = fields
  if (visitedPlmn !== undefined && homeMcc.size > 0 && !homeMcc.has(visitedPlmn.slice(0, 3)))
    return true
  return region !== undefined && closedRegions.some((closed) => liesIn(region, closed))
}

function isStopped({ fields, memory, terms, policy, eventTime }: Scene): boolean {
  const graceMs = policy.policy.stopGraceMs
  const since = memory?.stops?.get(fields.service)
  if (since !== undefined && eventTime > since + graceMs) return true
  if (eventTime <= terms.endedAt + graceMs) return false
  // A contract comes late: what was undone after it was told is suspended no more.
  return terms.isTerminated || terms.endedAt > (memory?.undoneAt ?? 0)
}

function isUnprofiled(scene: Scene): boolean {
  if (scene.memory !== undefined && scene.memory.contracts.length > 0) return false
  const first = scene.double(FIRST_UNPROFILED_AT)
  return first !== 0 && scene.eventTime > first + scene.policy.policy.graceMs
}
