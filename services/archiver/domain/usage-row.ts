import type { Usage } from '#schemas/usage.ts'
import type { Origin } from './origin.ts'
import type { TableRow } from './tables.ts'

type Of<Service extends Usage['service']> = Partial<Extract<Usage, { service: Service }>>

const NOTHING = Object.freeze({})

/** One call, message or part of a data session; what its service does not have stays empty. */
export function usageRow(usage: Usage, origin: Origin): TableRow<'usage'> {
  const voice: Of<'voice'> = usage.service === 'voice' ? usage : NOTHING
  const contact: Of<'voice' | 'sms'> = usage.service === 'data' ? NOTHING : usage
  const data: Of<'data'> = usage.service === 'data' ? usage : NOTHING
  return {
    iccid: usage.iccid,
    eventTime: usage.eventTime,
    source: usage.source,
    eventId: usage.eventId,
    tenant: usage.tenant ?? '',
    imsi: usage.imsi ?? '',
    msisdn: usage.msisdn ?? '',
    imei: usage.imei ?? '',
    service: usage.service,
    direction: usage.direction ?? '',
    durationSeconds: voice.durationSeconds ?? null,
    answered: flag(voice.answered),
    releaseCause: voice.releaseCause ?? '',
    peer: contact.peer ?? '',
    peerPrevious: contact.peerPrevious ?? '',
    peerKind: contact.peerKind ?? '',
    peerBlock: contact.peerBlock ?? '',
    peerRegion: contact.peerRegion ?? '',
    bytesUplink: data.bytesUplink ?? null,
    bytesDownlink: data.bytesDownlink ?? null,
    sessionBytesUplink: data.sessionBytesUplink ?? null,
    sessionBytesDownlink: data.sessionBytesDownlink ?? null,
    sessionId: data.sessionId ?? '',
    apn: data.apn ?? '',
    directed: flag(data.directed),
    appCategory: data.appCategory ?? '',
    visitedPlmn: usage.visitedPlmn ?? '',
    region: usage.region ?? '',
    cell: usage.cell ?? '',
    ratType: usage.ratType ?? '',
    deviceKind: usage.deviceKind ?? '',
    latitude: usage.latitude ?? null,
    longitude: usage.longitude ?? null,
    appendedAt: origin.appendedAt,
    partition: origin.partition,
    offset: origin.offset,
    ver: origin.ver,
  }
}

function flag(value: boolean | null | undefined): number | null {
  return value == null ? null : Number(value)
}
