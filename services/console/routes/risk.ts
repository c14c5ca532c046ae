import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Alert } from '#schemas/alert.ts'
import type { AppOptions } from '../app.ts'
import { cardRisk, type RiskAlert } from '../domain/card-risk.ts'
import { alertsOfCard } from '../queries/alerts-of-card.ts'
import { newestAlertTime } from '../queries/newest-alert-time.ts'
import { CardRisk } from '../views/card-risk.ts'
import { AlertAddress, findAlert } from './find-alert.ts'
import { problems } from './problems.ts'

/**
 * GET /api/alerts/:openedAt/:alertId/risk: how much the alert's card stands out, as of the newest
 * alert of any card: the records make the time. A group's alert has no card, so no terms.
 */
export function riskRoute(options: AppOptions): FastifyPluginAsyncZod {
  const { history, live } = options

  return async function riskRoutes(app) {
    app.get(
      '/api/alerts/:openedAt/:alertId/risk',
      { schema: { params: AlertAddress, response: { 200: CardRisk, ...problems } } },
      async ({ params }, reply) => {
        const alert = await findAlert(options, params)
        return alert ? riskOf(alert) : reply.callNotFound()
      },
    )
  }

  async function riskOf({ iccid, lastAt }: Alert): Promise<CardRisk> {
    const news = live.alerts()
    const [stored = 0] = await history.ask(newestAlertTime())
    const asOf = news.reduce(
      (newest, one) => Math.max(newest, one.lastAt),
      Math.max(stored, lastAt),
    )
    if (iccid === null) return cardRisk([], asOf)
    const known = await history.ask(alertsOfCard({ iccid, asOf }))
    const own = news.filter((one) => one.iccid === iccid)
    return cardRisk(newestRevisions([...known, ...own]), asOf)
  }
}

type Revised = RiskAlert & { readonly revision: number }

function newestRevisions(alerts: readonly Revised[]): readonly RiskAlert[] {
  const byId = new Map<string, Revised>()
  for (const alert of alerts) {
    const known = byId.get(alert.alertId)
    if (!known || known.revision < alert.revision) byId.set(alert.alertId, alert)
  }
  return [...byId.values()]
}
