import type { StoredAlert } from '../domain/stored-alert.ts'
import type { Question } from '../ports.ts'
import { ALERT_COLUMNS, StoredAlertRow } from './stored-alert-row.ts'

/** After twelve half-lives an alert adds less than a thousandth to a card's risk. */
const OLDEST_DAYS = 84

/** What may still tell of a card's risk at a moment: each of its alerts as it is now, newest first. */
export function alertsOfCard(options: {
  readonly iccid: string
  /** Epoch milliseconds. */
  readonly asOf: number
}): Question<StoredAlert> {
  return {
    query: `
SELECT ${ALERT_COLUMNS}
FROM alerts FINAL
WHERE iccid = {iccid:String}
  AND alerts.lastAt > fromUnixTimestamp64Milli({asOf:Int64}, 'UTC') - toIntervalDay(${OLDEST_DAYS})
  AND alerts.openedAt <= fromUnixTimestamp64Milli({asOf:Int64}, 'UTC')
ORDER BY alerts.openedAt DESC, alerts.alertId DESC
SETTINGS do_not_merge_across_partitions_select_final = 1`,
    params: { ...options },
    row: StoredAlertRow,
  }
}
