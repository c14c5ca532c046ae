import { fileURLToPath } from 'node:url'
import { connectClickHouse } from '#runtime/clickhouse.ts'
import { configOrExit } from '#runtime/config-or-exit.ts'
import { connectKafka } from '#runtime/kafka.ts'
import { createLogger } from '#runtime/logger.ts'
import { createMetrics } from '#runtime/metrics.ts'
import { opsServer } from '#runtime/ops-server.ts'
import { runService } from '#runtime/run-service.ts'
import { clickHouseHistory } from './adapters/clickhouse-history.ts'
import { liveTopics } from './adapters/live-topics.ts'
import { webServer } from './adapters/web-server.ts'
import { createApp } from './app.ts'
import { Config } from './config.ts'
import { LiveLog } from './domain/live-log.ts'
import { LIVE_TOPICS } from './pipeline.ts'

/** What the stream can go back to. */
const LIVE_RECORDS = 10_000

const config = configOrExit('console', Config)
const logger = createLogger({ name: 'console', level: config.LOG_LEVEL })
const metrics = createMetrics('console')
const streams = metrics.gauge('live_streams', 'Open streams')
const cuts = metrics.counter('live_streams_cut_total', 'Streams ended as their reader was too slow')

const kafka = connectKafka({
  clientId: 'console',
  brokers: config.KAFKA_BROKERS,
  topicPrefix: config.TOPIC_PREFIX,
  logger,
})
const store = connectClickHouse({
  url: config.CLICKHOUSE_URL,
  database: config.CLICKHOUSE_DATABASE,
  user: config.CLICKHOUSE_USER,
  password: config.CLICKHOUSE_PASSWORD,
  application: 'simwarden-console',
  logger,
})
const live = new LiveLog({ topics: LIVE_TOPICS, capacity: LIVE_RECORDS })
const topics = liveTopics(kafka, { live, backlog: LIVE_RECORDS, logger, metrics })
const app = await createApp({
  history: clickHouseHistory(store),
  live,
  pagesDir: fileURLToPath(new URL('web/dist', import.meta.url)),
  logger,
  onStreams: (count) => streams.set(count),
  onCut: () => cuts.inc(),
})
const web = webServer(app, { host: config.CONSOLE_HOST, port: config.CONSOLE_PORT })
const ops = opsServer({
  host: config.OPS_HOST,
  port: config.OPS_PORT,
  registry: metrics.registry,
  logger,
  ready: { topics: topics.isReady },
  live: { topics: topics.isLive },
})
await runService([ops, web, topics], { logger })
