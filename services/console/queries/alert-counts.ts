import type { z } from 'zod'
import type { Question } from '../ports.ts'
import { Summary } from '../views/summary.ts'

export type AlertCounts = z.infer<typeof Summary.shape.alerts>

/** How many alerts there are in the range up to the newest one, by mode and severity. */
export function alertCounts(days: number): Question<AlertCounts> {
  return {
    query: `
SELECT countIf(mode = 'live') AS live, countIf(mode = 'shadow') AS shadow,
  countIf(mode = 'live' AND severity = 'critical') AS critical,
  countIf(mode = 'live' AND severity = 'high') AS high,
  countIf(mode = 'live' AND severity = 'medium') AS medium,
  countIf(mode = 'live' AND severity = 'low') AS low,
  uniqIf(iccid, mode = 'live' AND iccid != '') AS cards
FROM alerts FINAL
WHERE openedAt >= (SELECT max(openedAt) FROM alerts) - toIntervalDay({days:UInt16})
SETTINGS do_not_merge_across_partitions_select_final = 1`,
    params: { days },
    row: Summary.shape.alerts,
  }
}
