import helmet from '@fastify/helmet'
import { fastifySSE } from '@fastify/sse'
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { LiveLog } from './domain/live-log.ts'
import type { History } from './ports.ts'
import { alertsRoute } from './routes/alerts.ts'
import { answerErrors } from './routes/answer-errors.ts'
import { explanationRoute } from './routes/explanation.ts'
import { guardOrigin } from './routes/guard-origin.ts'
import { liveRoute } from './routes/live.ts'
import { pagesRoute } from './routes/pages.ts'
import { riskRoute } from './routes/risk.ts'
import { summaryRoute } from './routes/summary.ts'
import { usageRoute } from './routes/usage.ts'

export interface AppOptions {
  readonly history: History
  readonly live: LiveLog
  /** Where vite put the pages; they may come later. */
  readonly pagesDir: string
  readonly logger: FastifyBaseLogger
  readonly heartbeatMs?: number
  /** How many look on now. */
  onStreams?(count: number): void
  /** A reader was too slow. */
  onCut?(): void
}

/** Everything comes from here; nothing is written into the page as script or style. */
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
}

/** The console's API and pages as a value: `inject` asks it without a port. It only reads. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100 },
    bodyLimit: 0x10000,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  guardOrigin(app)
  answerErrors(app)
  await app.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  await app.register(fastifySSE, { heartbeatInterval: options.heartbeatMs ?? 15_000 })
  await app.register(alertsRoute(options))
  await app.register(explanationRoute(options))
  await app.register(usageRoute(options))
  await app.register(riskRoute(options))
  await app.register(summaryRoute(options))
  await app.register(liveRoute(options))
  await app.register(pagesRoute(options))
  return app
}
