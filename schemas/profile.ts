import { z } from 'zod'
import { EpochMs, Iccid, Imei, Imsi, Label, Msisdn } from './identifiers.ts'
import { CardClass, HourSpan, TimeZone } from './policy.ts'

/** What the contract of a telesales card declares. */
const TelesalesPlan = z.object({
  licenceNo: Label.nullish(),
  licenceValidTo: EpochMs.nullish(),
  callsPerDay: z.int().nonnegative().nullish(),
  hours: z.array(HourSpan).nullish(),
  regions: z.array(Label).nullish(),
})

/** What the contract of a card allows, from `eventTime` on. Replaces the profile before it. */
export const Profile = z.object({
  kind: z.literal('profile'),
  iccid: Iccid,
  eventTime: EpochMs,
  imsi: Imsi.nullish(),
  msisdn: Msisdn.nullish(),
  tenant: Label,
  reseller: Label.nullish(),
  carrier: z.enum(['mobile', 'telecom', 'unicom', 'broadnet', 'other']).nullish(),
  cardClass: CardClass.exclude(['unregistered']),
  /** Which functions the contract opens. */
  functions: z.object({ voice: z.boolean(), sms: z.boolean(), data: z.boolean() }),
  quotaBytes: z.int().nonnegative().nullish(),
  billingCycleStartDay: z.int().min(1).max(31).nullish(),
  timeZone: TimeZone.nullish(),
  realName: z.enum(['none', 'unit', 'person']).nullish(),
  boundImeis: z.array(Imei).max(1000).nullish(),
  allowedTacs: z.array(z.string().regex(/^\d{8}$/)).nullish(),
  soldered: z.boolean().nullish(),
  allowedRegions: z.array(Label).nullish(),
  roaming: z.boolean().nullish(),
  directed: z.boolean().nullish(),
  inboundOnly: z.boolean().nullish(),
  allowedPeers: z.array(Label).nullish(),
  pool: Label.nullish(),
  poolQuotaBytes: z.int().nonnegative().nullish(),
  batch: Label.nullish(),
  scene: Label.nullish(),
  deviceModel: Label.nullish(),
  assessmentId: Label.nullish(),
  assessmentValidTo: EpochMs.nullish(),
  activatedAt: EpochMs.nullish(),
  protectedClass: z.enum(['emergency', 'medical', 'lift', 'fire', 'vehicle', 'test']).nullish(),
  businessRole: z.enum(['courier', 'ridehailing', 'customerService', 'publicService']).nullish(),
  overQuota: z.enum(['stop', 'throttle', 'charge']).nullish(),
  /** The iccid this card took over from. */
  replaces: Iccid.nullish(),
  telesales: TelesalesPlan.nullish(),
  identityToken: Label.nullish(),
  status: z.enum(['active', 'barred', 'suspended', 'test', 'dormant', 'terminated']).nullish(),
})
export type Profile = z.infer<typeof Profile>
