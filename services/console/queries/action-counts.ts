import type { z } from 'zod'
import type { Question } from '../ports.ts'
import { Summary } from '../views/summary.ts'

export type ActionCounts = z.infer<typeof Summary.shape.actions>

/**
 * What became of the proposals in the range up to the newest step. `held`: waits still. Versions of a
 * row say the same here, so they need not be merged.
 */
export function actionCounts(days: number): Question<ActionCounts> {
  return {
    query: `
SELECT countIf(done AND wanted = 'flag') AS flagged,
  countIf(done AND wanted = 'reverify') AS reverified,
  countIf(done AND wanted = 'bar') AS barred,
  countIf(done AND wanted = 'suspend') AS suspended,
  countIf(has(steps, 'held') AND NOT hasAny(steps, ['sent', 'accepted', 'completed', 'rejected', 'expired', 'superseded', 'invalid'])) AS held,
  countIf(failed) AS failed
FROM (
  SELECT proposalId, anyIf(action, action != '') AS wanted, groupUniqArray(step) AS steps,
    countIf(step = 'completed' AND outcome = 'success') > 0 AS done,
    countIf(step = 'completed' AND outcome = 'failed') > 0 AS failed
  FROM commands
  WHERE at >= (SELECT max(at) FROM commands) - toIntervalDay({days:UInt16}) AND proposalId != ''
  GROUP BY proposalId
)`,
    params: { days },
    row: Summary.shape.actions,
  }
}
