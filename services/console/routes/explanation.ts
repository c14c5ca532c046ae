import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Alert } from '#schemas/alert.ts'
import type { AppOptions } from '../app.ts'
import { mergeSteps } from '../domain/merge-steps.ts'
import { toAlertRow, withoutEvidence } from '../domain/stored-alert.ts'
import { HistoryAway, type Question } from '../ports.ts'
import { sampleEvents } from '../queries/sample-events.ts'
import { stepsOfAlerts } from '../queries/steps-of-alerts.ts'
import { Explanation } from '../views/explanation.ts'
import { AlertAddress, findAlert } from './find-alert.ts'
import { problems } from './problems.ts'

/** GET /api/alerts/:openedAt/:alertId: why an alert was raised and what was done. */
export function explanationRoute(options: AppOptions): FastifyPluginAsyncZod {
  const { history, live } = options

  return async function explanationRoutes(app) {
    app.get(
      '/api/alerts/:openedAt/:alertId',
      { schema: { params: AlertAddress, response: { 200: Explanation, ...problems } } },
      async ({ params }, reply) => {
        const alert = await findAlert(options, params)
        return alert ? explain(alert) : reply.callNotFound()
      },
    )
  }

  async function explain(alert: Alert): Promise<Explanation> {
    const { iccid, alertId, lastAt, evidence, exceptionId } = alert
    const { events, requirement: _, members = [], memberCount: __, ...told } = evidence
    const cards = iccid ? [iccid] : members
    const [steps, samples] = await Promise.all([
      cards.length > 0 ? askOrNull(stepsOfAlerts({ iccids: cards, alertIds: [alertId] })) : [],
      iccid ? askOrNull(sampleEvents({ iccid, events, until: lastAt })) : [],
    ])
    const own = (steps ?? []).map(({ step }) => step)
    return {
      ...told,
      exceptionId,
      alert: toAlertRow(withoutEvidence(alert), mergeSteps(own, live.steps(alertId))),
      samples,
    }
  }

  /** While the history is away an alert is explained by what came live. */
  async function askOrNull<Row>(question: Question<Row>): Promise<Row[] | null> {
    try {
      return await history.ask(question)
    } catch (error) {
      if (error instanceof HistoryAway) return null
      throw error
    }
  }
}
