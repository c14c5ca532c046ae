import type { AlertFilter } from '../domain/alert-filter.ts'
import type { StoredAlert } from '../domain/stored-alert.ts'
import type { Question } from '../ports.ts'
import { ALERT_COLUMNS, StoredAlertRow } from './stored-alert-row.ts'

/**
 * The newest alerts that fit, one more than the page holds: it shows that there are more. The body is
 * never read. The range counts from the newest alert, as the records make the time; a revision stays
 * in the partition of its `openedAt`, so that partitions need not be merged with each other.
 */
export function alertList(filter: AlertFilter): Question<StoredAlert> {
  const { detector = '', severity = '', mode = '', days, before, limit } = filter
  return {
    query: `
SELECT ${ALERT_COLUMNS}
FROM alerts FINAL
WHERE openedAt >= (SELECT max(openedAt) FROM alerts) - toIntervalDay({days:UInt16})
  AND ({detector:String} = '' OR detector = {detector:String})
  AND ({severity:String} = '' OR severity = {severity:String})
  AND ({mode:String} = '' OR mode = {mode:String})
  ${before ? BEFORE : ''}
ORDER BY alerts.openedAt DESC, alerts.alertId DESC
LIMIT {limit:UInt32}
SETTINGS do_not_merge_across_partitions_select_final = 1`,
    params: {
      detector,
      severity,
      mode,
      days,
      limit: limit + 1,
      ...(before && { openedAt: before.openedAt, alertId: before.alertId }),
    },
    row: StoredAlertRow,
  }
}

const BEFORE = `AND openedAt <= fromUnixTimestamp64Milli({openedAt:Int64}, 'UTC')
  AND (openedAt, alertId) < (fromUnixTimestamp64Milli({openedAt:Int64}, 'UTC'), {alertId:String})`
