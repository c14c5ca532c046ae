import type { KafkaConnection } from '#runtime/kafka.ts'
import { readRanges } from '#runtime/kafka-offsets.ts'
import type { Producer } from '#runtime/kafka-producer.ts'
import type { Logger } from '#runtime/logger.ts'
import { orAborted } from '#runtime/or-aborted.ts'
import { retryForever } from '#runtime/retry.ts'
import type { Part } from '#runtime/run-service.ts'
import type { Tick } from '#schemas/card-event.ts'
import type { Ticker } from '../ports.ts'

export interface TickerOptions {
  readonly producer: Producer
  readonly topics: readonly string[]
  readonly logger: Logger
}

/** Sends ticks to every partition of its topics; it learns at the start which these are. */
export function kafkaTicker(
  connection: KafkaConnection,
  { producer, topics, logger }: TickerOptions,
): Ticker & Part {
  const partitions = new Map<string, number[]>()
  let lastTick = -Infinity
  /** Several partitions reach a minute together: one of them tells it. */
  let underWay: { readonly time: number; readonly sent: Promise<void> } | undefined

  return {
    name: 'ticker',
    get lastTick() {
      return lastTick
    },
    async start(signal) {
      const what = `read the partitions of ${topics.join(', ')}`
      const ranges = await retryForever(() => readRanges(connection, topics), {
        signal,
        logger,
        what,
      })
      for (const { topic, partition } of ranges) {
        partitions.set(topic, [...(partitions.get(topic) ?? []), partition])
      }
    },
    async stop() {},
    async tick(time, signal) {
      if (time <= lastTick) return
      if (underWay && time <= underWay.time) {
        // Sent on another partition's patience: when that ends first, this one sends it itself.
        await orAborted(underWay.sent, signal).catch(() => signal.throwIfAborted())
        if (time <= lastTick) return
      }
      const sent = send(time, signal)
      underWay = { time, sent }
      try {
        await sent
      } finally {
        if (underWay?.sent === sent) underWay = undefined
      }
    },
  }

  async function send(time: number, signal: AbortSignal): Promise<void> {
    const value = JSON.stringify({ kind: 'tick', eventTime: time } satisfies Tick)
    const batch = Array.from(partitions, ([topic, numbers]) => ({
      topic,
      records: numbers.map((partition) => ({ key: null, value, partition })),
    }))
    await producer.sendBatch(batch, signal)
    lastTick = Math.max(lastTick, time)
  }
}
