import { z } from 'zod'
import type { Question } from '../ports.ts'

/** Until when alerts tell of anything, epoch milliseconds; 0: there are none. */
export function newestAlertTime(): Question<number> {
  return {
    query: 'SELECT toUnixTimestamp64Milli(max(lastAt)) AS newest FROM alerts',
    params: {},
    row: z.object({ newest: z.coerce.number() }).transform(({ newest }) => newest),
  }
}
