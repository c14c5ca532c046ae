import type { KafkaConnection } from '#runtime/kafka.ts'
import type { Logger } from '#runtime/logger.ts'
import { retryForever } from '#runtime/retry.ts'

export interface AwaitTopicsOptions {
  readonly topics: readonly string[]
  readonly logger: Logger
  readonly signal: AbortSignal
}

/** Waits until the topics are there: whoever deploys makes them, with their own settings. */
export async function awaitTopics(
  { kafka, topicPrefix }: KafkaConnection,
  { topics, logger, signal }: AwaitTopicsOptions,
): Promise<void> {
  const admin = kafka.admin()
  try {
    await retryForever(
      async () => {
        await admin.connect()
        // Asks for the list: asking for a topic by its name may make it.
        const existing = new Set(await admin.listTopics())
        const missing = topics.filter((topic) => !existing.has(topicPrefix + topic))
        if (missing.length > 0) throw new Error(`Kafka has no topic ${missing.join(', ')} yet`)
      },
      { signal, logger, what: 'find the topics', maxMs: 1_000 },
    )
  } finally {
    await admin.disconnect()
  }
}
