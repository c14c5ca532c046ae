import { imeiKey } from '#schemas/identifiers.ts'
import type { Usage } from '#schemas/usage.ts'
import { Hash64 } from './hash64.ts'
import { fillIccid } from './iccid-words.ts'
import type { UsageFields } from './usage-fields.ts'

type Data = Extract<Usage, { service: 'data' }>
type Contact = Exclude<Usage, { service: 'data' }>
type Voice = Extract<Usage, { service: 'voice' }>

const utf8 = new TextEncoder()

/**
 * The fields of a record that was parsed the long way: what `decodeUsage` does not take. Both give
 * the same fields of the same record.
 */
export function fillFields(usage: Usage, into: UsageFields): void {
  into.clear()
  const id = hashOf(`${usage.source}\0${usage.eventId}`)
  into.source = usage.source
  into.idLow = id.low
  into.idHigh = id.high
  into.service = usage.service
  into.direction = usage.direction ?? undefined
  into.eventTime = usage.eventTime
  fillIccid(usage.iccid, into)
  if (usage.imei != null) into.device = Number(imeiKey(usage.imei))
  fillPlace(usage, into)
  if (usage.service === 'data') {
    fillData(usage, into)
    return
  }
  fillContact(usage, into)
  if (usage.service === 'voice') fillVoice(usage, into)
}

function fillPlace(usage: Usage, into: UsageFields): void {
  into.region = usage.region ?? undefined
  into.visitedPlmn = usage.visitedPlmn ?? undefined
  into.deviceKind = usage.deviceKind ?? undefined
  into.latitude = usage.latitude ?? Number.NaN
  into.longitude = usage.longitude ?? Number.NaN
  if (usage.cell == null) return
  const cell = hashOf(usage.cell)
  into.hasCell = true
  into.cellLow = cell.low
  into.cellHigh = cell.high
}

function fillContact(usage: Contact, into: UsageFields): void {
  into.peerKind = usage.peerKind ?? undefined
  if (usage.peerBlock != null) into.peerBlock = Number(`1${usage.peerBlock}`)
  if (usage.peer != null) {
    const peer = hashOf(usage.peer)
    into.hasPeer = true
    into.peerLow = peer.low
    into.peerHigh = peer.high
  }
  if (usage.peerPrevious != null) {
    const peer = hashOf(usage.peerPrevious)
    into.hasPeerPrevious = true
    into.peerPreviousLow = peer.low
    into.peerPreviousHigh = peer.high
  }
}

function fillVoice(usage: Voice, into: UsageFields): void {
  into.durationSeconds = usage.durationSeconds ?? Number.NaN
  into.answered = usage.answered ?? undefined
  into.releaseCause = usage.releaseCause ?? undefined
}

function fillData(usage: Data, into: UsageFields): void {
  into.bytesUplink = usage.bytesUplink ?? -1
  into.bytesDownlink = usage.bytesDownlink ?? -1
  into.sessionBytesUplink = usage.sessionBytesUplink ?? -1
  into.sessionBytesDownlink = usage.sessionBytesDownlink ?? -1
  into.apn = usage.apn?.toLowerCase()
  into.directed = usage.directed ?? undefined
  into.appCategory = usage.appCategory ?? undefined
  if (usage.sessionId == null) return
  const session = hashOf(`${usage.source}\0${usage.sessionId}`)
  into.hasSession = true
  into.sessionLow = session.low
  into.sessionHigh = session.high
}

function hashOf(text: string): Hash64 {
  const bytes = utf8.encode(text)
  return new Hash64().reset().update(bytes, 0, bytes.length).finish()
}
