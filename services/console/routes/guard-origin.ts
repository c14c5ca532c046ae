import type { FastifyInstance } from 'fastify'
import { isLoopbackHostHeader } from '../domain/loopback.ts'
import { PROBLEM_TYPE } from '../domain/problem.ts'

/** Vite names these after their content. */
const UNCHANGING = '/assets/'

/**
 * Until there is a login, only this machine's own pages may ask: the name asked for must be a loopback
 * one, and another site's page gets nothing, not even to know that something is here.
 */
export function guardOrigin(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const isUnchanging = request.url.startsWith(UNCHANGING)
    reply.header('cache-control', isUnchanging ? 'public, max-age=31536000, immutable' : 'no-store')
    if (!isLoopbackHostHeader(request.headers.host)) {
      const detail = 'The console answers only to localhost, 127.0.0.1 and [::1].'
      return refuse(421, 'Misdirected request', detail)
    }
    if (!isOwn(request.headers['sec-fetch-site'], request.headers['sec-fetch-mode'])) {
      return refuse(403, 'Forbidden', 'Only the console’s own pages may ask.')
    }

    function refuse(status: number, title: string, detail: string) {
      const problem = { title, status, detail, requestId: request.id }
      return reply.code(status).type(PROBLEM_TYPE).send(problem)
    }
  })
}

/** A browser says where a request comes from. `none` is the address bar; a link may lead here. */
function isOwn(site: unknown, mode: unknown): boolean {
  if (site === undefined || site === 'same-origin' || site === 'none') return true
  return mode === 'navigate'
}
