import type { Consumer, EachBatchPayload, IMemberAssignment } from 'kafkajs'
import { CONSUMER_DEFAULTS, type ConsumerOptions } from './consumer-options.ts'
import type { KafkaConnection } from './kafka.ts'

/** Shorter than the silence a consumer is allowed: waiting for other members is silent too. */
const REBALANCE_TIMEOUT_MS = 40_000

/** The life of one kafkajs consumer, from its join to its end. */
export interface ConsumerSession {
  readonly consumer: Consumer
  /** Joins the group; rejects when that fails. */
  join(): Promise<void>
  /** Resolves with the reason when the session has ended by itself. */
  readonly ended: Promise<Error>
}

export interface SessionEvents {
  onJoin(assignment: IMemberAssignment): void
  onBatch(payload: EachBatchPayload): Promise<void>
  /** Kafka answered. */
  onAnswer(): void
  /** Kafka did not answer in time, and kafkajs has noticed. */
  onTimeout(): void
}

/** Makes one kafkajs consumer that ends at its first crash: whoever owns it makes the next. */
export function openSession(
  { kafka, topicPrefix }: KafkaConnection,
  options: ConsumerOptions,
  { onJoin, onBatch, onAnswer, onTimeout }: SessionEvents,
): ConsumerSession {
  const settings = { ...CONSUMER_DEFAULTS, ...options }
  const consumer = kafka.consumer({
    groupId: topicPrefix + options.groupId,
    allowAutoTopicCreation: false,
    sessionTimeout: settings.sessionTimeoutMs,
    heartbeatInterval: Math.min(3_000, settings.sessionTimeoutMs / 3),
    rebalanceTimeout: REBALANCE_TIMEOUT_MS,
    maxWaitTimeInMs: settings.maxWaitMs,
    minBytes: settings.minBytes,
    maxBytes: settings.maxBytes,
    maxBytesPerPartition: settings.maxBytesPerPartition,
    retry: {
      initialRetryTime: 100,
      maxRetryTime: 1_000,
      retries: 5,
      restartOnFailure: async () => false,
    },
  })
  const ended = Promise.withResolvers<Error>()
  let crash: Error | undefined
  consumer.on('consumer.crash', ({ payload }) => {
    crash = payload.error
    ended.resolve(payload.error)
  })
  consumer.on('consumer.group_join', ({ payload }) => {
    onAnswer()
    onJoin(payload.memberAssignment)
  })
  consumer.on('consumer.fetch', onAnswer)
  consumer.on('consumer.heartbeat', onAnswer)
  consumer.on('consumer.end_batch_process', onAnswer)
  consumer.on('consumer.network.request_timeout', onTimeout)

  return {
    consumer,
    ended: ended.promise,
    async join() {
      await consumer.connect()
      const topics = options.topics.map((topic) => topicPrefix + topic)
      await consumer.subscribe({ topics, fromBeginning: true })
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: settings.partitionsAtOnce,
        eachBatch: onBatch,
      })
      // kafkajs tells of a join that failed by an event only.
      if (crash) throw crash
    },
  }
}
