import { z } from 'zod'

/** The bounds of `EpochMs`, for who checks without the schema. */
export const EARLIEST_MS = 946_684_800_000
export const LATEST_MS = 4_102_444_799_999

/** Epoch milliseconds, UTC, in the years 2000 to 2099: anything else is a clock gone wrong. */
export const EpochMs = z.int().min(EARLIEST_MS).max(LATEST_MS)

export const LONGEST_LABEL = 256

/** A short text from a feed: bounded, so that no record can fill memory. */
export const Label = z.string().min(1).max(LONGEST_LABEL)

/**
 * The card itself: 18-20 characters, digits and, in Chinese IoT numbers, A-F. Normalised to upper
 * case without trailing padding F. No check digit: many are wrong in the field.
 */
export const Iccid = z
  .string()
  .max(32, { abort: true })
  .overwrite((text) => text.toUpperCase().replace(/F+$/, ''))
  .regex(/^[0-9A-F]{18,20}$/, 'an ICCID has 18 to 20 digits (or A-F)')
  .brand<'Iccid'>()
export type Iccid = z.infer<typeof Iccid>

/** The device, 14-16 digits; two are the same device when the first 14 are (`imeiKey`). */
export const Imei = z
  .string()
  .regex(/^\d{14,16}$/, 'an IMEI has 14 to 16 digits')
  .brand<'Imei'>()
export type Imei = z.infer<typeof Imei>

/** The subscription on the network: MCC, MNC and the rest. */
export const Imsi = z
  .string()
  .regex(/^\d{6,15}$/, 'an IMSI has 6 to 15 digits')
  .brand<'Imsi'>()

/** The phone number, digits without `+`. */
export const Msisdn = z
  .string()
  .regex(/^\d{5,15}$/, 'an MSISDN has 5 to 15 digits without +')
  .brand<'Msisdn'>()

/** The other party of a call or message: a keyed token `t<key version>:<token>`, never a number. */
export const Peer = z
  .string()
  .max(128)
  .regex(/^t\d+:[\w-]+$/, 'a peer is a token such as t1:9f2c, never a number')
  .brand<'Peer'>()
export type Peer = z.infer<typeof Peer>

/** A derived identity: 26 characters, base32. */
export const DerivedId = z.string().regex(/^[0-9a-v]{26}$/)

/** What makes two IMEIs the same device: check digit and software version do not count. */
export function imeiKey(imei: string): string {
  return imei.slice(0, 14)
}
