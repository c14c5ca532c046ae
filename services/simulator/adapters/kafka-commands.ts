import { hash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Condition } from '#runtime/condition.ts'
import type { KafkaConnection } from '#runtime/kafka.ts'
import { createConsumer } from '#runtime/kafka-consumer.ts'
import type { Producer } from '#runtime/kafka-producer.ts'
import type { Logger } from '#runtime/logger.ts'
import type { Metrics } from '#runtime/metrics.ts'
import type { RawRecord } from '#runtime/records.ts'
import type { Part } from '#runtime/run-service.ts'
import { Command, type CommandResult } from '#schemas/command.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import { type ArrivedCommand, type Obedience, obey } from '../obey.ts'
import type { ResultOutput } from '../ports.ts'

export interface KafkaCommandsOptions {
  readonly connection: KafkaConnection
  readonly producer: Producer
  readonly logger: Logger
  readonly metrics: Metrics
  /** How long the carrier takes to act, wall time. */
  readonly delayMs: number
  readonly obedience: Omit<Obedience, 'output'>
}

export interface CommandsPart extends Part {
  readonly isReady: Condition
  readonly isLive: Condition
}

/** The carrier's ear: reads `card.commands`, obeys, answers on `card.command-results`. */
/** The carrier holds no state of partitions: after a kill the next one may take over soon. */
const SESSION_TIMEOUT_MS = 10_000

export function kafkaCommands(options: KafkaCommandsOptions): CommandsPart {
  const { connection, producer, logger, metrics, delayMs, obedience } = options
  const pending = new Set<Promise<void>>()
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => {})

  const output: ResultOutput = {
    async send(results) {
      await producer.send('card.command-results', results.map(toRecord))
    },
    later(action) {
      const done = sleep(delayMs)
        .then(action)
        .catch((error: unknown) => failure.reject(error))
        .finally(() => pending.delete(done))
      pending.add(done)
    },
  }

  const consumer = createConsumer(connection, {
    groupId: 'carrier',
    topics: ['card.commands'],
    commit: 'after-batch',
    sessionTimeoutMs: SESSION_TIMEOUT_MS,
    logger,
    metrics,
    async onBatch({ records }) {
      const arrived = records.map((record) => readCommand(record))
      const bad = arrived.filter((command) => command === null).length
      if (bad > 0) {
        metrics.eventsDiscarded.inc({ reason: 'no-command' }, bad)
        logger.warn({ bad }, 'Left out records that are no commands')
      }
      const commands = arrived.filter((command) => command !== null)
      await obey(commands, { ...obedience, output })
    },
    async beforeDisconnect() {
      await Promise.all(pending)
    },
  })
  return {
    name: consumer.name,
    failed: Promise.race([consumer.failed, failure.promise]),
    start: (signal) => consumer.start(signal),
    stop: () => consumer.stop(),
    isReady: consumer.isReady,
    isLive: consumer.isLive,
  }
}

function readCommand({ value, headers }: RawRecord): ArrivedCommand | null {
  const decoded = decodeRecord(Command, value)
  if (decoded.status === 'bad' || value === null) return null
  const causationId = headers['ce_causationid']?.toString() ?? null
  return { command: decoded.value, bodyHash: hash('sha256', value), causationId }
}

function toRecord(result: CommandResult) {
  return { key: result.iccid, value: JSON.stringify(result) }
}
