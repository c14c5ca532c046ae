import { z } from 'zod'

export const CardClass = z.enum(['ordinary', 'telesales', 'iot', 'unregistered'])
export type CardClass = z.infer<typeof CardClass>

export const Severity = z.enum(['low', 'medium', 'high', 'critical'])
export type Severity = z.infer<typeof Severity>

/** `warn` and `act`: the two heights of a finding. */
export const Level = z.enum(['warn', 'act'])
export type Level = z.infer<typeof Level>

export const CardFunction = z.enum(['voice', 'sms', 'data'])
export type CardFunction = z.infer<typeof CardFunction>

/** What a ladder may propose, gentlest first. */
export const LadderAction = z.enum(['flag', 'reverify', 'bar', 'suspend'])
export type LadderAction = z.infer<typeof LadderAction>

export const DetectorMode = z.enum(['off', 'shadow', 'live'])
export type DetectorMode = z.infer<typeof DetectorMode>

/**
 * The largest value still accepted. A number holds for both levels; `{ warn, act }` names them, and
 * one alone reaches only its level.
 */
export const Limit = z.union([
  z.number().nonnegative(),
  z.strictObject({
    warn: z.number().nonnegative().optional(),
    act: z.number().nonnegative().optional(),
  }),
])
export type Limit = z.infer<typeof Limit>

/** A time of day span, `09:00-21:00`, in the card's own time zone; end exclusive. */
export const HourSpan = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'hours look like 09:00-21:00')

/** An IANA name this runtime knows. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'no such time zone')

function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}
