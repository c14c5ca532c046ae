import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { PROBLEM_TYPE, type Problem } from '../domain/problem.ts'
import { HistoryAway } from '../ports.ts'

const NOT_BUILT = 'The pages are not built yet. Build them with: npm run build\n'

/** What went wrong, in a sentence for people; what it was exactly stands in the log. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error, request)
    if (problem.status >= 500 && !(error instanceof HistoryAway)) {
      request.log.error({ err: error, requestId: request.id }, 'Cannot answer a request')
    }
    return reply.code(problem.status).type(PROBLEM_TYPE).send(problem)
  })
  app.setNotFoundHandler((request, reply) => {
    // These always have a route: what is missing is the page itself.
    if (isPage(request.url)) return reply.code(503).type('text/plain').send(NOT_BUILT)
    const problem = notFound(request)
    return reply.code(problem.status).type(PROBLEM_TYPE).send(problem)
  })
}

function toProblem(error: FastifyError, request: FastifyRequest): Problem {
  const requestId = request.id
  if (error instanceof HistoryAway) {
    const detail =
      'The history (ClickHouse) cannot be reached now. Live alerts go on; the rest comes back by itself.'
    return { title: 'History away', status: 503, detail, requestId }
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const detail = error.validation
      .map(({ instancePath, message }) => `${instancePath.slice(1)}: ${message}`)
      .join('; ')
    return { title: 'Bad request', status: 400, detail, requestId }
  }
  const status = error.statusCode ?? 500
  if (status < 500) return { title: 'Bad request', status, detail: error.message, requestId }
  const detail = 'Something went wrong here. The log has more under this request’s number.'
  return { title: 'Internal error', status: 500, detail, requestId }
}

function isPage(url: string): boolean {
  return /^\/(\?|$|alerts\/)/.test(url)
}

function notFound({ id }: FastifyRequest): Problem {
  return { title: 'Not found', status: 404, detail: 'There is nothing here.', requestId: id }
}
