import { z } from 'zod'
import type { Question } from '../ports.ts'

/** One alert as it was sent, its newest revision: the contract's JSON. No row: there is none. */
export function alertById(openedAt: number, alertId: string): Question<string> {
  return {
    query: `
SELECT body FROM alerts
WHERE openedAt = fromUnixTimestamp64Milli({openedAt:Int64}, 'UTC') AND alertId = {alertId:String}
ORDER BY revision DESC
LIMIT 1`,
    params: { openedAt, alertId },
    row: z.object({ body: z.string() }).transform(({ body }) => body),
  }
}
