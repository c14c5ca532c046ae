import { z } from 'zod'
import { EpochMs, Iccid, Imei, Imsi, Label, Msisdn, Peer } from './identifiers.ts'

const Bytes = z.int().nonnegative()
const Direction = z.enum(['outgoing', 'incoming'])

export const PeerKind = z.enum(['person', 'platform', 'shortCode', 'emergency', 'other'])

/** What every usage record says, whatever the service. */
const anyUsage = {
  kind: z.literal('usage'),
  source: Label,
  /** Unique within its source: the pair is what makes a record a duplicate. */
  eventId: Label,
  /** Filled by ingest, for access to history only; decisions use the profile. */
  tenant: Label.nullish(),
  iccid: Iccid,
  imsi: Imsi.nullish(),
  msisdn: Msisdn.nullish(),
  imei: Imei.nullish(),
  /** When it began on the network. Windows use this and nothing else. */
  eventTime: EpochMs,
  /** MCC and MNC of the network that served. */
  visitedPlmn: z
    .string()
    .regex(/^\d{5,6}$/)
    .nullish(),
  region: Label.nullish(),
  cell: Label.nullish(),
  ratType: Label.nullish(),
  deviceKind: z.enum(['phone', 'module', 'router', 'other']).nullish(),
  latitude: z.number().min(-90).max(90).nullish(),
  longitude: z.number().min(-180).max(180).nullish(),
}

const anyContact = {
  direction: Direction,
  peerKind: PeerKind.nullish(),
  /** Leading digits, kept for sequence and region checks. */
  peerBlock: z
    .string()
    .regex(/^\d{1,9}$/)
    .nullish(),
  peerRegion: Label.nullish(),
}

const voice = {
  service: z.literal('voice'),
  durationSeconds: z.number().nonnegative().max(604_800).nullish(),
  /** Absent: answered when it lasted; with neither told, an outgoing call was. */
  answered: z.boolean().nullish(),
  releaseCause: z
    .enum(['normal', 'busy', 'noAnswer', 'invalidNumber', 'rejected', 'other'])
    .nullish(),
}

const data = {
  service: z.literal('data'),
  direction: Direction.nullish(),
  /** Bytes of this part. */
  bytesUplink: Bytes.nullish(),
  bytesDownlink: Bytes.nullish(),
  sessionId: Label.nullish(),
  /** Running totals of the session, from feeds that have no parts: the difference counts. */
  sessionBytesUplink: Bytes.nullish(),
  sessionBytesDownlink: Bytes.nullish(),
  apn: Label.nullish(),
  /** Absent: as the profile says. */
  directed: z.boolean().nullish(),
  appCategory: Label.nullish(),
}

/** One call, message or part of a data session, the other party as a token. */
export const Usage = usageOf(Peer)
export type Usage = z.infer<typeof Usage>

/** The same as carriers send it: the other party as the number or name in clear. */
export const CarrierUsage = usageOf(z.string().min(1).max(64))
export type CarrierUsage = z.infer<typeof CarrierUsage>

interface Totals {
  readonly sessionId?: string | null | undefined
  readonly sessionBytesUplink?: number | null | undefined
  readonly sessionBytesDownlink?: number | null | undefined
}

/** Running totals name their session: without it each would be counted whole. */
export function withSession<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.refine((usage) => hasSession(usage as Totals), {
    path: ['sessionId'],
    message: 'running totals need the session they are of',
  })
}

function hasSession({ sessionId, sessionBytesUplink, sessionBytesDownlink }: Totals): boolean {
  return sessionId != null || (sessionBytesUplink == null && sessionBytesDownlink == null)
}

function usageOf<PeerSchema extends z.ZodType<string>>(peer: PeerSchema) {
  const contact = { ...anyContact, peer: peer.nullish(), peerPrevious: peer.nullish() }
  return withSession(
    z.discriminatedUnion('service', [
      z.object({ ...anyUsage, ...contact, ...voice }),
      z.object({ ...anyUsage, ...contact, service: z.literal('sms') }),
      z.object({ ...anyUsage, ...data }),
    ]),
  )
}
