import { randomBytes } from 'node:crypto'
import { configOrExit } from '#runtime/config-or-exit.ts'
import { createDeadLetters } from '#runtime/dead-letter.ts'
import { connectKafka } from '#runtime/kafka.ts'
import { createProducer } from '#runtime/kafka-producer.ts'
import { createLogger } from '#runtime/logger.ts'
import { createMetrics } from '#runtime/metrics.ts'
import { opsServer } from '#runtime/ops-server.ts'
import { runService } from '#runtime/run-service.ts'
import { commandResults } from './adapters/command-results.ts'
import { enforcementLog } from './adapters/enforcement-log.ts'
import { gateMetrics } from './adapters/gate-metrics.ts'
import { kafkaSinks } from './adapters/kafka-sinks.ts'
import { ticker } from './adapters/ticker.ts'
import { EnforcerConfig } from './config.ts'
import { GateState } from './domain/gate-state.ts'

const config = configOrExit('enforcer', EnforcerConfig)
const logger = createLogger({ name: 'enforcer', level: config.LOG_LEVEL })
const metrics = createMetrics('enforcer')
const kafka = connectKafka({
  clientId: 'enforcer',
  brokers: config.KAFKA_BROKERS,
  topicPrefix: config.TOPIC_PREFIX,
  logger,
})

const state = new GateState({ suspendsPerHour: config.BUDGET_SUSPENDS_PER_HOUR })
const producer = createProducer(kafka, { logger, metrics })
const deadLetters = createDeadLetters(producer, { app: 'enforcer', logger, metrics })
const figures = gateMetrics(metrics)
const sinks = kafkaSinks({
  producer,
  deadLetters,
  writer: `enforcer.${randomBytes(4).toString('hex')}`,
  onSent: (commands) => figures.countSent(commands, Date.now()),
})
const log = enforcementLog(kafka, {
  state,
  sinks,
  clock: config.CLOCK,
  logger,
  metrics,
  onOutputs: (outputs) => figures.observe(outputs, state),
})
const results = commandResults(kafka, { state, producer, deadLetters, logger, metrics })
const ops = opsServer({
  host: config.OPS_HOST,
  port: config.OPS_PORT,
  registry: metrics.registry,
  logger,
  ready: { log: log.isReady, results: results.isReady },
  live: { log: log.isLive, results: results.isLive },
})

// Results come last: the log must have said which commands there are.
const clocks = config.CLOCK === 'wall' ? [ticker(producer)] : []
await runService([ops, producer, log, ...clocks, results], { logger })
