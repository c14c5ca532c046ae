import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { AppOptions } from '../app.ts'
import { fillHours, startOfDayBefore } from '../domain/fill-hours.ts'
import { usageByHour } from '../queries/usage-by-hour.ts'
import { UsageDay } from '../views/usage-day.ts'
import { AlertAddress, findAlert } from './find-alert.ts'
import { problems } from './problems.ts'

/** GET /api/alerts/:openedAt/:alertId/usage: what the card did in the day up to the alert. */
export function usageRoute(options: AppOptions): FastifyPluginAsyncZod {
  return async function usageRoutes(app) {
    app.get(
      '/api/alerts/:openedAt/:alertId/usage',
      { schema: { params: AlertAddress, response: { 200: UsageDay, ...problems } } },
      async ({ params }, reply) => {
        const alert = await findAlert(options, params)
        if (!alert) return reply.callNotFound()
        const { iccid, lastAt: until } = alert
        if (iccid === null) return fillHours(until, [])
        const from = startOfDayBefore(until)
        return fillHours(until, await options.history.ask(usageByHour({ iccid, from, until })))
      },
    )
  }
}
