import { AS_OF } from './use-audit.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

type Fields = Readonly<Record<string, unknown>>

/** Fields of the profile that stand in columns of their own. */
const COLUMNS = [
  'tenant',
  'reseller',
  'cardClass',
  'carrier',
  'scene',
  'deviceModel',
  'protectedClass',
  'status',
]

let events = 0

/** An IoT card of the profile register, in force for 100 days; what is not named is plain. */
export function cardRow(iccid: string, fields: Fields = {}): Fields {
  const profile: Fields = {
    kind: 'profile',
    iccid,
    eventTime: AS_OF - 100 * DAY_MS,
    tenant: 'acme',
    carrier: 'mobile',
    cardClass: 'iot',
    functions: { voice: false, sms: false, data: true },
    realName: 'unit',
    assessmentId: 'SA-1',
    assessmentValidTo: AS_OF + 365 * DAY_MS,
    activatedAt: AS_OF - 100 * DAY_MS,
    ...fields,
  }
  const columns = COLUMNS.map((name) => [name, profile[name] ?? ''])
  const { eventTime } = profile
  return { iccid, eventTime, ver: 1, ...Object.fromEntries(columns), body: JSON.stringify(profile) }
}

/** A card of a person: voice, SMS and data. */
export function phoneRow(iccid: string, fields: Fields = {}): Fields {
  const functions = { voice: true, sms: true, data: true }
  const cardClass = 'ordinary'
  return cardRow(iccid, { cardClass, functions, realName: 'person', assessmentId: null, ...fields })
}

/** An outgoing call in the hour before the audit looks; another event each time. */
export function callRow(iccid: string, fields: Fields = {}): Fields {
  events += 1
  return {
    iccid,
    eventTime: AS_OF - HOUR_MS,
    source: 'feed-a',
    eventId: `e${events}`,
    tenant: 'acme',
    service: 'voice',
    direction: 'outgoing',
    peer: 't1:ada',
    peerKind: 'person',
    durationSeconds: 30,
    answered: 1,
    ver: 1,
    ...fields,
  }
}

/** A part of a data session. */
export function dataRow(iccid: string, fields: Fields = {}): Fields {
  const call = callRow(iccid)
  return {
    ...call,
    service: 'data',
    direction: '',
    peer: '',
    peerKind: '',
    durationSeconds: null,
    answered: null,
    bytesUplink: 0,
    bytesDownlink: 1_000,
    ...fields,
  }
}

/** The features of a card over the day before the audit looks. */
export function dayRow(iccid: string, fields: Fields = {}): Fields {
  return {
    featureSet: 'core@1',
    iccid,
    windowKind: 'day',
    windowStart: AS_OF - DAY_MS,
    tenant: 'acme',
    usageRecords: 1,
    asOf: AS_OF,
    ver: 1,
    ...fields,
  }
}

/** What somebody said of a card, a valid complaint of an hour ago; another event each time. */
export function reportRow(iccid: string, fields: Fields = {}): Fields {
  events += 1
  return {
    source: '12321',
    eventId: `r${events}`,
    report: 'complaint',
    iccid,
    eventTime: AS_OF - HOUR_MS,
    category: 'marketing',
    valid: 1,
    ver: 1,
    ...fields,
  }
}

/** A live alert of high severity, of a day ago; another one each time. */
export function alertRow(iccid: string, fields: Fields = {}): Fields {
  events += 1
  return {
    alertId: `a${events}`,
    revision: 1,
    openedAt: AS_OF - DAY_MS,
    lastAt: AS_OF - DAY_MS,
    tenant: 'acme',
    iccid,
    detector: 'voice-on-data-card',
    severity: 'high',
    mode: 'live',
    body: '{}',
    ...fields,
  }
}

/** As many as told, by their index. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
