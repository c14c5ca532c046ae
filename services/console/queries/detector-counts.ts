import type { z } from 'zod'
import type { Question } from '../ports.ts'
import { Summary } from '../views/summary.ts'

export type DetectorCount = z.infer<typeof Summary.shape.detectors.element>

/** Which detectors raised alerts in the range, and how many. */
export function detectorCounts(days: number): Question<DetectorCount> {
  return {
    query: `
SELECT detector, uniq(alertId) AS alerts
FROM alerts
WHERE openedAt >= (SELECT max(openedAt) FROM alerts) - toIntervalDay({days:UInt16})
GROUP BY detector
ORDER BY alerts DESC, detector`,
    params: { days },
    row: Summary.shape.detectors.element,
  }
}
