import type { FastifyInstance } from 'fastify'
import type { Part } from '#runtime/run-service.ts'

export interface WebServerOptions {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
}

/** The app on a port. */
export function webServer(
  app: FastifyInstance,
  { host, port }: WebServerOptions,
): Part & { readonly url: string } {
  let url = ''
  return {
    name: 'web server',
    get url() {
      return url
    },
    async start() {
      try {
        url = await app.listen({
          host,
          port,
          listenTextResolver: (address) => `The console is served at ${address}`,
        })
      } catch (error) {
        throw new Error(`Cannot listen on CONSOLE_PORT ${host}:${port}`, { cause: error })
      }
    },
    async stop() {
      await app.close()
    },
  }
}
