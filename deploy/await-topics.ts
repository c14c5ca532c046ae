import { setTimeout as sleep } from 'node:timers/promises'
import { type Admin, Kafka, logLevel } from 'kafkajs'

const POLL_MS = 50
const TIMEOUT_MS = 30_000

/** A kafkajs client that tries once and says nothing: the caller asks again. */
export function askingKafka(brokers: readonly string[]): Kafka {
  return new Kafka({
    clientId: 'simwarden-deploy',
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2_000,
    retry: { retries: 0 },
  })
}

/** Whether the broker serves every topic it has: an open port says less. */
export async function kafkaAnswers(broker: string): Promise<boolean> {
  const admin = askingKafka([broker]).admin()
  try {
    await admin.connect()
    for (const topic of await admin.listTopics()) await admin.fetchTopicOffsets(topic)
    return true
  } catch {
    return false
  } finally {
    await admin.disconnect()
  }
}

/**
 * Returns when every partition of the topics has a leader that answers. For a moment after a
 * topic is made it has none, and kafkajs gives that error to whoever produces or reads.
 */
export async function awaitTopics(admin: Admin, topics: readonly string[]): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MS
  for (const topic of topics) {
    while (!(await isServed(admin, topic))) {
      if (performance.now() > deadline) throw new Error(`Topic ${topic} has no leader after 30 s`)
      await sleep(POLL_MS)
    }
  }
}

async function isServed(admin: Admin, topic: string): Promise<boolean> {
  try {
    await admin.fetchTopicOffsets(topic)
    return true
  } catch {
    return false
  }
}
