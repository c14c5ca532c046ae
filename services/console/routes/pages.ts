import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { AppOptions } from '../app.ts'

const PAGES = ['/', '/alerts/:openedAt/:alertId']

/** The pages, as vite built them. The URL is the view, so several lead to the one page. */
export function pagesRoute({ pagesDir }: AppOptions): FastifyPluginAsyncZod {
  return async function pagesRoutes(app) {
    await app.register(fastifyStatic, {
      root: pagesDir,
      suppressWarning: true,
      index: false,
      cacheControl: false,
      serveDotFiles: false,
    })
    for (const path of PAGES) {
      app.get(path, (_, reply) => reply.sendFile('index.html'))
    }
  }
}
