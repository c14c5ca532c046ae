import type { z } from 'zod'
import type { Question } from '../ports.ts'
import { Summary } from '../views/summary.ts'

export type ActionCounts = z.infer<typeof Summary.shape.actions>

/**
 * What became of the proposals in the range up to the newest step. `held`: waits still. Versions of a
 * row say the same here, so they need not be merged; `uniq` is exact up to 65,536 and near it above.
 */
export function actionCounts(days: number): Question<ActionCounts> {
  return {
    query: `
WITH (SELECT max(at) FROM commands) - toIntervalDay({days:UInt16}) AS since
SELECT uniqIf(proposalId, done AND action = 'flag') AS flagged,
  uniqIf(proposalId, done AND action = 'reverify') AS reverified,
  uniqIf(proposalId, done AND action = 'bar') AS barred,
  uniqIf(proposalId, done AND action = 'suspend') AS suspended,
  uniqIf(proposalId, step = 'completed' AND outcome = 'failed') AS failed,
  (SELECT count() FROM (
    SELECT proposalId FROM commands
    WHERE proposalId IN (SELECT proposalId FROM commands WHERE step = 'held' AND at >= since)
    GROUP BY proposalId
    HAVING countIf(step NOT IN ('proposed', 'received', 'held')) = 0
  )) AS held
FROM (
  SELECT proposalId, action, step, outcome, step = 'completed' AND outcome = 'success' AS done
  FROM commands
  WHERE at >= since AND step = 'completed'
)`,
    params: { days },
    row: Summary.shape.actions,
  }
}
