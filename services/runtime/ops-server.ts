import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'
import type { Condition } from './condition.ts'
import { eventLoopCondition } from './event-loop-condition.ts'
import type { Logger } from './logger.ts'
import type { Part } from './run-service.ts'

type Conditions = Readonly<Record<string, Condition>>

export interface OpsServerOptions {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  readonly registry: Registry
  readonly logger: Logger
  /** For /livez: a process that fails them is to be restarted. The event loop is always among them. */
  readonly live?: Conditions
  /** For /readyz: does it do its work now. */
  readonly ready?: Conditions
  /** For /startupz: has it found what it needs. */
  readonly started?: Conditions
}

/** Health and metrics of a process over HTTP: /livez, /readyz, /startupz, /metrics. */
export interface OpsServer extends Part {
  /** The port it answers on, once started. */
  readonly port: number
}

export function opsServer(options: OpsServerOptions): OpsServer {
  const { host, registry, logger } = options
  const eventLoop = eventLoopCondition()
  const pages: Readonly<Record<string, Conditions>> = {
    '/livez': { eventLoop: eventLoop.condition, ...options.live },
    '/readyz': options.ready ?? {},
    '/startupz': options.started ?? {},
  }
  let { port } = options

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      logger.error({ err: error }, 'Cannot answer an operations request')
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })

  async function answer({ url = '/', method }: IncomingMessage, response: ServerResponse) {
    const path = url.replace(/\?.*/, '')
    if (method !== 'GET' && method !== 'HEAD') return sendJson(response, 405, { ok: false })
    if (path === '/metrics') {
      response.writeHead(200, { 'content-type': registry.contentType })
      response.end(await registry.metrics())
      return
    }
    const conditions = pages[path]
    if (!conditions) return sendJson(response, 404, { ok: false, pages: Object.keys(pages) })
    const report = examine(conditions)
    sendJson(response, report.ok ? 200 : 503, report)
  }

  return {
    name: 'ops server',
    get port() {
      return port
    },
    async start() {
      const listening = Promise.withResolvers<void>()
      server.once('error', (error) => {
        listening.reject(new Error(`Cannot listen on OPS_PORT ${host}:${port}`, { cause: error }))
      })
      server.listen(port, host, listening.resolve)
      await listening.promise
      port = (server.address() as AddressInfo).port
      logger.info({ url: `http://${host}:${port}` }, 'Health and metrics are served')
    },
    async stop() {
      eventLoop.close()
      server.closeAllConnections()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Report {
  readonly ok: boolean
  /** Why not, by condition; empty when all is well. */
  readonly reasons: Readonly<Record<string, string>>
}

/** Asks every condition. */
function examine(conditions: Conditions): Report {
  const reasons: Record<string, string> = {}
  for (const [name, condition] of Object.entries(conditions)) {
    const finding = condition()
    if (!finding.ok) reasons[name] = finding.reason
  }
  return { ok: Object.keys(reasons).length === 0, reasons }
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(`${JSON.stringify(body)}\n`)
}
