import { setImmediate } from 'node:timers/promises'
import type { BatchContext } from '#runtime/consumer-options.ts'
import type { KafkaConnection } from '#runtime/kafka.ts'
import type { KafkaConsumer } from '#runtime/kafka-consumer.ts'
import { readRanges } from '#runtime/kafka-offsets.ts'
import type { Logger } from '#runtime/logger.ts'
import { retryForever } from '#runtime/retry.ts'
import type { Log } from '../tasks/ports.ts'

export interface CardEventsOptions {
  readonly kafka: KafkaConnection
  /** Asked late: the consumer and the tasks know each other. */
  consumer(): KafkaConsumer
  /** Told with every pause: why, in a few words that are always the same. */
  onPause(reason: string): void
  readonly logger: Logger
  readonly signal: AbortSignal
}

export const TOPIC = 'card.events'

/** The log of the cards, as the tasks see it. */
export function cardEvents(options: CardEventsOptions): Log {
  const { kafka, consumer, onPause, logger, signal } = options
  return {
    pause(partition, reason) {
      onPause(reason)
      consumer().pause({ topic: TOPIC, partition }, reason)
    },
    resume: (partition) => consumer().resume({ topic: TOPIC, partition }),
    seek: (partition, offset) => consumer().seek({ topic: TOPIC, partition, offset }),
    commit: (partition, offset) => consumer().commit([{ topic: TOPIC, partition, offset }]),
    range: (partition) =>
      retryForever(() => rangeOf(partition), {
        signal,
        logger,
        what: `read the range of partition ${partition} of ${TOPIC}`,
      }),
  }

  async function rangeOf(partition: number) {
    const ranges = await readRanges(kafka, [TOPIC])
    const range = ranges.find((one) => one.partition === partition)
    if (!range) throw new Error(`${TOPIC} has no partition ${partition}`)
    return range
  }
}

/** A heartbeat that also lets inserts and timers have their turn: kafkajs's own mostly awaits nothing. */
export function withBreath(context: BatchContext): BatchContext {
  return {
    ...context,
    async heartbeat() {
      await setImmediate()
      await context.heartbeat()
    },
  }
}
