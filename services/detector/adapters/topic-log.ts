import { setImmediate } from 'node:timers/promises'
import type { BatchContext } from '#runtime/consumer-options.ts'
import type { KafkaConnection } from '#runtime/kafka.ts'
import type { KafkaConsumer } from '#runtime/kafka-consumer.ts'
import { readRanges } from '#runtime/kafka-offsets.ts'
import type { Logger } from '#runtime/logger.ts'
import { retryForever } from '#runtime/retry.ts'
import type { Log } from '../tasks/ports.ts'

export interface TopicLogOptions {
  readonly topic: string
  readonly kafka: KafkaConnection
  /** Asked late: the consumer and the tasks know each other. */
  consumer(): KafkaConsumer
  /** Told with every pause: why, in a few words that are always the same. */
  onPause(reason: string): void
  readonly logger: Logger
  readonly signal: AbortSignal
}

/** The log of one topic, as the tasks see it. */
export function topicLog(options: TopicLogOptions): Log {
  const { topic, kafka, consumer, onPause, logger, signal } = options
  return {
    pause(partition, reason) {
      onPause(reason)
      consumer().pause({ topic, partition }, reason)
    },
    resume: (partition) => consumer().resume({ topic, partition }),
    seek: (partition, offset) => consumer().seek({ topic, partition, offset }),
    commit: (partition, offset) => consumer().commit([{ topic, partition, offset }]),
    range: (partition) =>
      retryForever(() => rangeOf(partition), {
        signal,
        logger,
        what: `read the range of partition ${partition} of ${topic}`,
      }),
  }

  async function rangeOf(partition: number) {
    const ranges = await readRanges(kafka, [topic])
    const range = ranges.find((one) => one.partition === partition)
    if (!range) throw new Error(`${topic} has no partition ${partition}`)
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
