import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { AppOptions } from '../app.ts'
import { AlertFilter } from '../domain/alert-filter.ts'
import type { Question } from '../ports.ts'
import { actionCounts } from '../queries/action-counts.ts'
import { alertCounts } from '../queries/alert-counts.ts'
import { detectorCounts } from '../queries/detector-counts.ts'
import { Summary } from '../views/summary.ts'
import { problems } from './problems.ts'

/** GET /api/summary: counts over the range. */
export function summaryRoute({ history }: AppOptions): FastifyPluginAsyncZod {
  return async function summaryRoutes(app) {
    app.get(
      '/api/summary',
      {
        schema: {
          querystring: AlertFilter.pick({ days: true }),
          response: { 200: Summary, ...problems },
        },
      },
      async ({ query: { days } }): Promise<Summary> => {
        const [alerts, actions, detectors] = await Promise.all([
          one(alertCounts(days)),
          one(actionCounts(days)),
          history.ask(detectorCounts(days)),
        ])
        return { alerts, actions, detectors }
      },
    )
  }

  async function one<Row>(question: Question<Row>): Promise<Row> {
    const [row] = await history.ask(question)
    if (row === undefined) throw new Error('A count has no row')
    return row
  }
}
