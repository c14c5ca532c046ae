import { Profile } from '#schemas/profile.ts'
import type { FeedUsage } from '../feeds/feed.ts'
import type { RawRecord } from '../ports.ts'

type FieldsOf<Shape> = { readonly [Name in keyof Shape]?: unknown }

export const ICCID = '89860012345678901234'
export const EVENT_TIME = 1_764_000_000_000

/** A profile of an IoT card, for tests. */
export function profile(fields: FieldsOf<Profile> = {}): Profile {
  return Profile.parse({
    kind: 'profile',
    iccid: ICCID,
    eventTime: EVENT_TIME - 86_400_000,
    tenant: 'acme-meters',
    cardClass: 'iot',
    functions: { voice: false, sms: false, data: true },
    ...fields,
  })
}

/** A call as a carrier sends it, for tests. */
export function call(fields: FieldsOf<Extract<FeedUsage, { service: 'voice' }>> = {}) {
  return {
    kind: 'usage',
    source: 'cmcc-hn-cs',
    eventId: 'a1b2c3',
    iccid: ICCID,
    service: 'voice',
    direction: 'outgoing',
    eventTime: EVENT_TIME,
    durationSeconds: 42,
    peer: '13800138000',
    ...fields,
  }
}

/** A record of a feed: text and bytes as they are, anything else as JSON. */
export function raw(content: unknown, fields: Partial<RawRecord> = {}): RawRecord {
  const isBytes = Buffer.isBuffer(content) || content === null
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return {
    offset: 0n,
    key: null,
    value: isBytes ? content : Buffer.from(text),
    headers: {},
    timestamp: EVENT_TIME,
    ...fields,
  }
}
