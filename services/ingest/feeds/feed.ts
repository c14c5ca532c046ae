import { z } from 'zod'
import type { Decoded } from '#schemas/decode-record.ts'
import { Iccid } from '#schemas/identifiers.ts'
import type { Profile } from '#schemas/profile.ts'
import { CarrierUsage, withSession } from '#schemas/usage.ts'

const [voice, sms, data] = CarrierUsage.options
/** Without it the card is looked up by imsi or msisdn. */
const maybeIccid = { iccid: Iccid.nullish() }

/** Usage as a carrier knows it: the peer in clear, the card perhaps named by imsi or msisdn only. */
export const FeedUsage = withSession(
  z.discriminatedUnion('service', [
    voice.extend(maybeIccid),
    sms.extend(maybeIccid),
    data.extend(maybeIccid),
  ]),
)
export type FeedUsage = z.infer<typeof FeedUsage>

/** One carrier format of usage: its topic, and from its bytes to ours. A record it cannot map is `bad`. */
export interface UsageFeed {
  readonly topic: string
  decode(value: Buffer | null): Decoded<FeedUsage>
}

/** One carrier format of profiles. `allowedPeers` are still in clear. */
export interface ProfileFeed {
  readonly topic: string
  decode(value: Buffer | null): Decoded<Profile>
}
