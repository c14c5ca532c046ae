import { type AlertFilter, matches } from './alert-filter.ts'
import { byNewest } from './alert-order.ts'
import type { StoredAlert } from './stored-alert.ts'

/**
 * What the history says, with what it does not know yet laid over it: of an alert the higher revision
 * wins. `stored` comes in the list's order and may be one longer than the page. Of what is live and
 * older than the end of a full page nothing is taken: a later page has it.
 */
export function overlay(
  stored: readonly StoredAlert[],
  live: readonly StoredAlert[],
  filter: AlertFilter,
): StoredAlert[] {
  const byId = new Map(stored.map((alert) => [alert.alertId, alert]))
  for (const alert of live) {
    const known = byId.get(alert.alertId)
    if (!known || known.revision < alert.revision) byId.set(alert.alertId, alert)
  }
  return [...byId.values()].filter((alert) => matches(alert, filter)).sort(byNewest)
}
