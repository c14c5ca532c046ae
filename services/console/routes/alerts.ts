import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { AppOptions } from '../app.ts'
import { AlertFilter, formatCursor, matches } from '../domain/alert-filter.ts'
import { mergeSteps } from '../domain/merge-steps.ts'
import { overlay } from '../domain/overlay.ts'
import { type StoredAlert, toAlertRow, withoutEvidence } from '../domain/stored-alert.ts'
import { alertList } from '../queries/alert-list.ts'
import { stepsOfAlerts } from '../queries/steps-of-alerts.ts'
import { AlertPage, type AlertRow } from '../views/alert-row.ts'
import { problems } from './problems.ts'

/** GET /api/alerts: a page of the list, newest first, what is not yet archived laid over it. */
export function alertsRoute({ history, live }: AppOptions): FastifyPluginAsyncZod {
  return async function alertsRoutes(app) {
    app.get(
      '/api/alerts',
      { schema: { querystring: AlertFilter, response: { 200: AlertPage, ...problems } } },
      ({ query }) => listPage(query),
    )
  }

  async function listPage(filter: AlertFilter): Promise<AlertPage> {
    // Taken first: what comes while the history is asked is told again by the stream, not missed.
    const { position } = live
    const stored = await history.ask(alertList(filter))
    const known = overlay(stored, newsFor(filter), filter)
    const page = known.slice(0, filter.limit)
    const last = page.at(-1)
    // Of more than a page some may have gone to another severity meanwhile: there is still more.
    const hasMore = stored.length > filter.limit || known.length > filter.limit
    return {
      alerts: await withSteps(page),
      before: hasMore && last ? formatCursor(last) : null,
      position,
    }
  }

  function newsFor(filter: AlertFilter): StoredAlert[] {
    const { severity: _, ...anySeverity } = filter
    return live
      .alerts()
      .filter((alert) => matches(alert, anySeverity))
      .map(withoutEvidence)
  }

  async function withSteps(page: readonly StoredAlert[]): Promise<AlertRow[]> {
    if (page.length === 0) return []
    const iccids = page.flatMap(({ iccid }) => iccid ?? [])
    const alertIds = page.map(({ alertId }) => alertId)
    const stored = await history.ask(stepsOfAlerts({ iccids, alertIds }))
    const byAlert = Map.groupBy(stored, ({ alertId }) => alertId)
    return page.map((alert) => {
      const own = (byAlert.get(alert.alertId) ?? []).map(({ step }) => step)
      return toAlertRow(alert, mergeSteps(own, live.steps(alert.alertId)))
    })
  }
}
