import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { AppOptions } from '../app.ts'

declare module 'fastify' {
  export interface FastifyContextConfig {
    /** Answered with the page; without one the pages are not built. */
    readonly isPage?: boolean
  }
}

/** The pages, as vite built them. The URL is the view, so several lead to the one page. */
export function pagesRoute({ pagesDir }: AppOptions): FastifyPluginAsyncZod {
  return async function pagesRoutes(app) {
    await app.register(fastifyStatic, {
      root: pagesDir,
      index: false,
      cacheControl: false,
      serveDotFiles: false,
    })
    for (const path of ['/', '/alerts/:openedAt/:alertId']) {
      app.get(path, { config: { isPage: true } }, (_, reply) => reply.sendFile('index.html'))
    }
  }
}
