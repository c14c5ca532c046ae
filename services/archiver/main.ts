import { connectClickHouse } from '#runtime/clickhouse.ts'
import { configOrExit } from '#runtime/config-or-exit.ts'
import { createDeadLetters } from '#runtime/dead-letter.ts'
import { connectKafka } from '#runtime/kafka.ts'
import { createConsumer } from '#runtime/kafka-consumer.ts'
import { createProducer } from '#runtime/kafka-producer.ts'
import { createLogger } from '#runtime/logger.ts'
import { createMetrics } from '#runtime/metrics.ts'
import { opsServer } from '#runtime/ops-server.ts'
import { runService } from '#runtime/run-service.ts'
import { archiveMetrics } from './adapters/archive-metrics.ts'
import { clickHouseStore } from './adapters/clickhouse-store.ts'
import { createFlusher } from './adapters/flusher.ts'
import { ArchiverConfig } from './config.ts'
import { Archive } from './pipeline.ts'
import { ROUTES } from './routes.ts'

const NAME = 'archiver'
/** How long the partitions of a killed archiver rest. */
const SESSION_TIMEOUT_MS = 10_000
/** The broker waits 100 ms for so much: larger fetches cost less, and an archive is not in a hurry. */
const MIN_FETCH_BYTES = 65_536
/** What a batch gets to find room in, and then the last rows to be stored in, when the process stops. */
const PATIENCE_MS = 5_000

const config = configOrExit(NAME, ArchiverConfig)
const logger = createLogger({ name: NAME, level: config.LOG_LEVEL })
const metrics = createMetrics(NAME)
const observer = archiveMetrics(metrics, logger)
const givingUp = new AbortController()

const kafka = connectKafka({
  clientId: NAME,
  brokers: config.KAFKA_BROKERS,
  topicPrefix: config.TOPIC_PREFIX,
  logger,
})
const clickhouse = connectClickHouse({
  url: config.CLICKHOUSE_URL,
  database: config.CLICKHOUSE_DATABASE,
  user: config.CLICKHOUSE_USER,
  password: config.CLICKHOUSE_PASSWORD,
  application: NAME,
  logger,
})
const producer = createProducer(kafka, { logger, metrics })
const store = clickHouseStore({
  clickhouse,
  logger,
  signal: givingUp.signal,
  onError: observer.insertFailed,
})
const consumer = createConsumer(kafka, {
  groupId: NAME,
  topics: Object.keys(ROUTES),
  commit: 'by-caller',
  sessionTimeoutMs: SESSION_TIMEOUT_MS,
  patienceMs: PATIENCE_MS,
  minBytes: MIN_FETCH_BYTES,
  onBatch: (batch, context) => archive.take(batch, context),
  beforeDisconnect: lastFlush,
  logger,
  metrics,
})
const letters = createDeadLetters(producer, { app: NAME, logger, metrics })
const archive = new Archive({
  store,
  log: consumer,
  deadLetters: { keep: (from, refusals) => letters.keep(from, refusals, givingUp.signal) },
  observer,
  topicEpoch: config.TOPIC_EPOCH,
  limits: { rows: config.BATCH_ROWS, sizeBytes: config.BUFFER_BYTES / 2 },
})
const flusher = createFlusher({ flush: () => archive.flush(), everyMs: config.BATCH_MS })
const ops = opsServer({
  host: config.OPS_HOST,
  port: config.OPS_PORT,
  registry: metrics.registry,
  live: { consumer: consumer.isLive },
  ready: { consumer: consumer.isReady, store: store.isReady },
  logger,
})

await runService([ops, store, producer, consumer, flusher], { logger })

async function lastFlush(): Promise<void> {
  const timer = setTimeout(() => givingUp.abort(new Error('The process must stop')), PATIENCE_MS)
  try {
    await archive.flush()
  } catch (error) {
    logger.warn({ err: error }, 'Left rows unwritten, they come again from the log')
  } finally {
    clearTimeout(timer)
  }
}
