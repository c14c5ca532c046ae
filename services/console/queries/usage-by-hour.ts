import { z } from 'zod'
import type { Question } from '../ports.ts'
import type { UsageHour } from '../views/usage-day.ts'

/**
 * What a card did in each hour after `from` up to and with `until`; an hour without use has no row.
 * Bytes are those of parts: running totals of a session are not in it.
 */
export function usageByHour(options: {
  readonly iccid: string
  readonly from: number
  readonly until: number
}): Question<UsageHour> {
  return {
    query: `
SELECT toUnixTimestamp(toStartOfHour(eventTime)) * 1000 AS startAt,
  countIf(service = 'voice' AND direction = 'outgoing') AS callsOutgoing,
  countIf(service = 'voice' AND direction = 'incoming') AS callsIncoming,
  countIf(service = 'sms') AS sms,
  sum(ifNull(bytesUplink, 0) + ifNull(bytesDownlink, 0)) AS bytes
FROM usage FINAL
WHERE iccid = {iccid:String}
  AND eventTime >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
  AND eventTime <= fromUnixTimestamp64Milli({until:Int64}, 'UTC')
GROUP BY startAt
ORDER BY startAt`,
    params: { ...options },
    row: z.object({
      startAt: z.coerce.number(),
      callsOutgoing: z.coerce.number(),
      callsIncoming: z.coerce.number(),
      sms: z.coerce.number(),
      bytes: z.coerce.number(),
    }),
  }
}
