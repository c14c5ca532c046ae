import type { FastifyInstance } from 'fastify'
import { afterAll } from 'vitest'
import { clickHouseHistory } from '../../services/console/adapters/clickhouse-history.ts'
import { liveTopics } from '../../services/console/adapters/live-topics.ts'
import { createApp } from '../../services/console/app.ts'
import { LiveLog } from '../../services/console/domain/live-log.ts'
import { LIVE_TOPICS } from '../../services/console/pipeline.ts'
import { type History, HistoryAway } from '../../services/console/ports.ts'
import { connectClickHouse } from '../../services/runtime/clickhouse.ts'
import { connectKafka } from '../../services/runtime/kafka.ts'
import { createLogger } from '../../services/runtime/logger.ts'
import { createMetrics } from '../../services/runtime/metrics.ts'
import type { TestStack } from './test-stack.ts'

/** Records the stream can go back to. */
const LIVE_RECORDS = 1_000

export interface TestConsole {
  readonly app: FastifyInstance
  readonly url: string
  readonly database: Awaited<ReturnType<TestStack['createDatabase']>>
  /** As the other processes do. */
  publish(topic: string, value: object): Promise<void>
  /** From now on the history answers, or does not. */
  setHistory(state: 'there' | 'away'): void
  /** Ends the server with its streams, and starts another on the same port that has missed nothing. */
  stop(): Promise<void>
  restart(): Promise<void>
}

/** A console over the real servers, with tables and topics of its own; ended after the file's tests. */
export async function startConsole(
  stack: TestStack,
  { pagesDir = '/nonexistent', partitions = 2 } = {},
): Promise<TestConsole> {
  const [database, { prefix }] = await Promise.all([
    stack.createDatabase(),
    stack.createTopics({ partitions }),
  ])
  const logger = createLogger({ name: 'console', level: 'error' })
  const kafka = connectKafka({
    clientId: 'console-test',
    brokers: stack.brokers,
    topicPrefix: prefix,
    logger,
  })
  const store = connectClickHouse({
    url: stack.clickhouseUrl,
    database: database.name,
    application: 'console-test',
    logger,
  })
  const stored = clickHouseHistory(store)
  let isAway = false
  const history: History = {
    ask: (question) =>
      isAway ? Promise.reject(new HistoryAway('Away in this test')) : stored.ask(question),
  }
  const producer = stack.kafka.producer()
  await producer.connect()

  let port = 0
  let running = await run()
  port = Number(new URL(running.url).port)
  afterAll(async () => {
    await running.stop()
    await producer.disconnect()
    await store.close()
  })

  return {
    app: running.app,
    url: running.url,
    database,
    async publish(topic, value) {
      const messages = [
        { key: 'iccid' in value ? String(value.iccid) : null, value: JSON.stringify(value) },
      ]
      await producer.send({ topic: prefix + topic, messages })
    },
    setHistory(state) {
      isAway = state === 'away'
    },
    stop: () => running.stop(),
    async restart() {
      running = await run()
    },
  }

  async function run() {
    const live = new LiveLog({ topics: LIVE_TOPICS, capacity: LIVE_RECORDS })
    const metrics = createMetrics('console')
    const topics = liveTopics(kafka, { live, backlog: LIVE_RECORDS, logger, metrics })
    const app = await createApp({ history, live, pagesDir, logger, heartbeatMs: 200 })
    await topics.start(new AbortController().signal)
    const url = await app.listen({ host: '127.0.0.1', port })
    let isStopped = false
    return {
      app,
      url,
      async stop() {
        if (isStopped) return
        isStopped = true
        await app.close()
        await topics.stop()
      },
    }
  }
}
