import { setTimeout as sleep } from 'node:timers/promises'
import { connectClickHouse } from '#runtime/clickhouse.ts'
import { configOrExit } from '#runtime/config-or-exit.ts'
import { createDeadLetters } from '#runtime/dead-letter.ts'
import { connectKafka } from '#runtime/kafka.ts'
import { createConsumer } from '#runtime/kafka-consumer.ts'
import { readRanges } from '#runtime/kafka-offsets.ts'
import { createProducer } from '#runtime/kafka-producer.ts'
import { createLogger } from '#runtime/logger.ts'
import { createMetrics } from '#runtime/metrics.ts'
import { opsServer } from '#runtime/ops-server.ts'
import { retryForever } from '#runtime/retry.ts'
import { runService } from '#runtime/run-service.ts'
import manifest from '../../package.json' with { type: 'json' }
import { clickHouseRows } from './adapters/clickhouse-rows.ts'
import { clickHouseState } from './adapters/clickhouse-state.ts'
import { detectorMetrics } from './adapters/detector-metrics.ts'
import { kafkaSinks } from './adapters/kafka-sinks.ts'
import { pulse } from './adapters/pulse.ts'
import { topicLog, withBreath } from './adapters/topic-log.ts'
import { cardStage } from './card-stage.ts'
import { DetectorConfig } from './config.ts'
import { groupStage } from './group-stage.ts'
import type { Stage } from './tasks/stage.ts'
import { TaskSet } from './tasks/task-set.ts'

const NAME = 'detector'
/** How often it is looked what is due. */
const PULSE_MS = 200
/** From one insert of feature rows to the next, of all partitions together. */
const INSERT_EVERY_MS = 1_000
/** A twentieth of a second may pass for a fuller fetch. */
const MIN_BYTES = 32_768
const MAX_WAIT_MS = 50
/** What the last checkpoint gets at a stop; what is not saved then is read again. */
const DRAIN_MS = 12_000

/** Nobody stays alive for it. */
const UNHURRIED = { ref: false }

const config = configOrExit(NAME, DetectorConfig)
const logger = createLogger({ name: NAME, level: config.LOG_LEVEL })
const metrics = createMetrics(NAME)
const observer = detectorMetrics(metrics, logger)
const givingUp = new AbortController()
const { signal } = givingUp

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
const stored = { clickhouse, logger, signal }
const producer = createProducer(kafka, { logger, metrics })
const deadLetters = createDeadLetters(producer, { app: NAME, logger, metrics })
const stages = [cardStage, groupStage].map((stage) => ({
  topic: stage.topic,
  set: taskSetOf(stage),
}))
const consumer = createConsumer(kafka, {
  groupId: NAME,
  topics: stages.map(({ topic }) => topic),
  commit: 'by-caller',
  sessionTimeoutMs: config.SESSION_TIMEOUT_MS,
  minBytes: MIN_BYTES,
  maxWaitMs: MAX_WAIT_MS,
  onAssigned(assignment) {
    for (const { topic, set } of stages) {
      const own = assignment.filter((at) => at.topic === topic)
      set.assigned(own.map(({ partition }) => partition))
    }
  },
  async onBatch({ topic, partition, records }, context) {
    const stage = stages.find((one) => one.topic === topic)
    await stage?.set.take(partition, records, withBreath(context))
  },
  beforeDisconnect: drain,
  logger,
  metrics,
})
const beats = pulse({
  everyMs: PULSE_MS,
  beat() {
    for (const { set } of stages) set.maintain()
    observer.look(stages.map(({ topic, set }) => ({ topic, tasks: set.tasks })))
  },
})
const ops = opsServer({
  host: config.OPS_HOST,
  port: config.OPS_PORT,
  registry: metrics.registry,
  live: { consumer: consumer.isLive },
  ready: { consumer: consumer.isReady, tasks: areReady },
  logger,
})
const store = {
  name: 'store',
  failed: Promise.race(stages.map(({ set }) => set.failed)),
  start: async () => {},
  async stop() {
    givingUp.abort(new Error('The process must stop'))
    await clickhouse.close()
  },
}

await runService([ops, store, producer, consumer, beats], { logger })

/** Its tasks: each stage reads a log of its own, in the same process. */
function taskSetOf(stage: Stage): TaskSet {
  const { topic, epochName } = stage
  const topicEpoch = config[epochName]
  const onPause = observer.paused
  return new TaskSet(
    {
      stage,
      log: topicLog({ topic, kafka, consumer: () => consumer, onPause, logger, signal }),
      sinks: kafkaSinks({
        topic,
        topicEpoch,
        countFactPartitions,
        producer,
        deadLetters,
        onAlerts: observer.alertsSent,
        onProposals: observer.proposalsSent,
      }),
      rows: clickHouseRows({ ...stored, topic, topicEpoch, everyMs: INSERT_EVERY_MS }),
      store: clickHouseState({ ...stored, topic, topicEpoch }),
      observer: observer.of(topic),
      clock: { nowMs: () => performance.now(), passed: (ms) => sleep(ms, undefined, UNHURRIED) },
      engine: manifest.version,
      flushMs: config.FLUSH_SECONDS * 1_000,
      checkpointMs: config.CHECKPOINT_SECONDS * 1_000,
    },
    {
      cardBytes: config.CARD_BYTES,
      rows: config.BUFFER_ROWS,
      sizeBytes: config.BUFFER_BYTES,
      waitMs: config.BUFFER_SECONDS * 1_000,
    },
  )
}

function countFactPartitions(ended: AbortSignal): Promise<number> {
  const what = 'count the partitions of group.facts'
  return retryForever(async () => (await readRanges(kafka, ['group.facts'])).length, {
    signal: AbortSignal.any([signal, ended]),
    logger,
    what,
  })
}

function areReady(): ReturnType<TaskSet['isReady']> {
  const findings = stages.map(({ set }) => set.isReady())
  return findings.find(({ ok }) => !ok) ?? { ok: true }
}

async function drain(): Promise<void> {
  const timer = setTimeout(() => givingUp.abort(new Error('The process must stop')), DRAIN_MS)
  for (const drained of await Promise.allSettled(stages.map(({ set }) => set.drain()))) {
    if (drained.status === 'fulfilled') continue
    logger.warn({ err: drained.reason }, 'Left state unsaved, its records come again from the log')
  }
  clearTimeout(timer)
}
