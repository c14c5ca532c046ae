import { z } from 'zod'

/** What a card did in one hour. */
export const UsageHour = z.object({
  /** Its start, epoch milliseconds. */
  startAt: z.number(),
  callsOutgoing: z.number(),
  callsIncoming: z.number(),
  sms: z.number(),
  bytes: z.number(),
})
export type UsageHour = z.infer<typeof UsageHour>

/** The hours up to an alert's last record, empty ones too, oldest first. */
export const UsageDay = z.object({ until: z.number(), hours: z.array(UsageHour) })
export type UsageDay = z.infer<typeof UsageDay>
