import { decimal, isPeerToken } from './byte-checks.ts'
import type { DecodeTools } from './decode-tools.ts'
import type { UsageFields } from './usage-fields.ts'
import { Field } from './usage-keys.ts'
import { Token } from './usage-scan.ts'
import { DIRECTIONS, PEER_KINDS, RELEASE_CAUSES } from './usage-words.ts'

const LONGEST_PEER = 128
/** A week. */
const LONGEST_SECONDS = 604_800

/** What calls and messages say. False, as for the others: the record is not taken. */
export function takeContact(into: UsageFields, tools: DecodeTools): boolean {
  const { scan } = tools
  into.direction = tools.word(Field.direction, DIRECTIONS)
  if (into.direction === undefined || !tools.mayBeLabel(Field.peerRegion)) return false
  if (scan.has(Field.peerKind)) {
    into.peerKind = tools.word(Field.peerKind, PEER_KINDS)
    if (into.peerKind === undefined) return false
  }
  if (scan.has(Field.peerBlock)) {
    if (!tools.isDigits(Field.peerBlock, 1, 9)) return false
    into.peerBlock = withLeadingOne(Field.peerBlock, tools)
  }
  return takePeers(into, tools)
}

function withLeadingOne(field: number, { scan }: DecodeTools): number {
  const from = scan.from[field] ?? 0
  const to = scan.to[field] ?? 0
  return 10 ** (to - from) + decimal(scan.bytes, from, to)
}

function takePeers(into: UsageFields, tools: DecodeTools): boolean {
  if (tools.scan.has(Field.peer)) {
    if (!isPeer(Field.peer, tools)) return false
    const peer = tools.hashOf(Field.peer)
    into.hasPeer = true
    into.peerLow = peer.low
    into.peerHigh = peer.high
  }
  if (tools.scan.has(Field.peerPrevious)) {
    if (!isPeer(Field.peerPrevious, tools)) return false
    const peer = tools.hashOf(Field.peerPrevious)
    into.hasPeerPrevious = true
    into.peerPreviousLow = peer.low
    into.peerPreviousHigh = peer.high
  }
  return true
}

function isPeer(field: number, { scan }: DecodeTools): boolean {
  if (!scan.isText(field, 1, LONGEST_PEER)) return false
  return isPeerToken(scan.bytes, scan.from[field] ?? 0, scan.to[field] ?? 0)
}

/** What only calls say. */
export function takeVoice(into: UsageFields, tools: DecodeTools): boolean {
  const { scan } = tools
  if (scan.has(Field.durationSeconds)) {
    if (!scan.isNumber(Field.durationSeconds, 0, LONGEST_SECONDS)) return false
    into.durationSeconds = scan.numbers[Field.durationSeconds] ?? 0
  }
  if (scan.has(Field.answered)) {
    if (!scan.isBoolean(Field.answered)) return false
    into.answered = scan.tokens[Field.answered] === Token.true
  }
  if (scan.has(Field.releaseCause)) {
    into.releaseCause = tools.word(Field.releaseCause, RELEASE_CAUSES)
    if (into.releaseCause === undefined) return false
  }
  return true
}

/** What data records say. */
export function takeData(into: UsageFields, tools: DecodeTools): boolean {
  const { scan } = tools
  if (scan.has(Field.direction)) {
    into.direction = tools.word(Field.direction, DIRECTIONS)
    if (into.direction === undefined) return false
  }
  if (scan.has(Field.apn)) {
    into.apn = tools.apn()
    if (into.apn === undefined) return false
  }
  if (scan.has(Field.appCategory)) {
    into.appCategory = tools.label(Field.appCategory)
    if (into.appCategory === undefined) return false
  }
  if (scan.has(Field.directed)) {
    if (!scan.isBoolean(Field.directed)) return false
    into.directed = scan.tokens[Field.directed] === Token.true
  }
  return takeBytes(into, tools) && takeSession(into, tools)
}

function takeBytes(into: UsageFields, tools: DecodeTools): boolean {
  if (!mayBeBytes(Field.bytesUplink, tools) || !mayBeBytes(Field.bytesDownlink, tools)) return false
  into.bytesUplink = bytesOf(Field.bytesUplink, tools)
  into.bytesDownlink = bytesOf(Field.bytesDownlink, tools)
  return true
}

/** Running totals name the session that they are of. */
function takeSession(into: UsageFields, tools: DecodeTools): boolean {
  const { scan } = tools
  if (scan.has(Field.sessionId)) {
    if (!tools.isLabel(Field.sessionId)) return false
    const session = tools.hashInSource(Field.sessionId)
    into.hasSession = true
    into.sessionLow = session.low
    into.sessionHigh = session.high
  }
  const hasTotal = scan.has(Field.sessionBytesUplink) || scan.has(Field.sessionBytesDownlink)
  if (!hasTotal) return true
  if (!into.hasSession) return false
  if (!mayBeBytes(Field.sessionBytesUplink, tools)) return false
  if (!mayBeBytes(Field.sessionBytesDownlink, tools)) return false
  into.sessionBytesUplink = bytesOf(Field.sessionBytesUplink, tools)
  into.sessionBytesDownlink = bytesOf(Field.sessionBytesDownlink, tools)
  return true
}

function mayBeBytes(field: number, { scan }: DecodeTools): boolean {
  return !scan.has(field) || scan.isInteger(field, 0, Number.MAX_SAFE_INTEGER)
}

/** As many as a field says; -1 when it says nothing. */
function bytesOf(field: number, { scan }: DecodeTools): number {
  return scan.has(field) ? (scan.numbers[field] ?? 0) : -1
}
