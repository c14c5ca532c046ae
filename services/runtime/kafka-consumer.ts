import type { EachBatchPayload, IMemberAssignment } from 'kafkajs'
import type { Condition } from './condition.ts'
import type { ConsumerOptions } from './consumer-options.ts'
import { GroupMembership } from './group-membership.ts'
import type { KafkaConnection } from './kafka.ts'
import { OffsetCommits } from './offset-commits.ts'
import { PausedPartitions } from './paused-partitions.ts'
import type { TopicPartition, TopicPartitionOffset } from './records.ts'
import type { Part } from './run-service.ts'
import { RunningBatches } from './running-batches.ts'
import { toRecordBatch } from './to-record-batch.ts'

/** A member of a consumer group. It comes back by itself after an outage. */
export interface KafkaConsumer extends Part {
  readonly failed: Promise<never>
  readonly assignment: readonly TopicPartition[]
  readonly joinSeq: number
  /** No handler is called for it until `resume`, also after a rejoin that leaves it here. */
  pause(at: TopicPartition, reason: string): void
  resume(at: TopicPartition): void
  /** Reads on from this offset; a batch fetched before is not given. Lost at a rejoin. */
  seek(to: TopicPartitionOffset): void
  /** `offset` is the next one to read. A commit is a hint: one that fails is logged, not repeated. */
  commit(offsets: readonly TopicPartitionOffset[]): Promise<void>
  readonly isReady: Condition
  readonly isLive: Condition
}

/** Makes a consumer; it joins its group when the part starts, and reads from the log's start without an offset. */
export function createConsumer(
  connection: KafkaConnection,
  options: ConsumerOptions,
): KafkaConsumer {
  return new GroupConsumer(connection, options)
}

class GroupConsumer implements KafkaConsumer {
  readonly name: string
  readonly failed: Promise<never>
  readonly isReady: Condition
  readonly isLive: Condition
  assignment: readonly TopicPartition[] = []
  joinSeq = 0

  readonly #topicPrefix: string
  readonly #options: ConsumerOptions
  readonly #membership: GroupMembership
  readonly #paused: PausedPartitions
  readonly #commits: OffsetCommits
  readonly #running: RunningBatches
  readonly #fail: (error: unknown) => void
  /** No handler starts any more. */
  readonly #stopping = new AbortController()
  #hasFailed = false

  constructor(connection: KafkaConnection, options: ConsumerOptions) {
    const failure = Promise.withResolvers<never>()
    failure.promise.catch(() => {})
    this.name = `consumer ${options.groupId}`
    this.failed = failure.promise
    this.#topicPrefix = connection.topicPrefix
    this.#options = options
    this.#fail = (error) => {
      this.#hasFailed = true
      failure.reject(error)
      this.#stopping.abort(error)
    }
    const { signal } = this.#stopping
    const membership = new GroupMembership(connection, options, {
      signal,
      onJoin: (assignment) => this.#joined(assignment),
      onBatch: (payload) => this.#handle(payload),
      onFailure: this.#fail,
    })
    const parts = { topicPrefix: connection.topicPrefix, logger: options.logger, membership }
    const commits = new OffsetCommits({ ...parts, signal, joinSeq: () => this.joinSeq })
    this.#membership = membership
    this.#paused = new PausedPartitions(parts)
    this.#commits = commits
    this.#running = new RunningBatches(options, { membership, commits, onFailure: this.#fail })
    this.isReady = membership.isReady
    this.isLive = membership.isLive
  }

  async start(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#stopping.abort(signal.reason))
    await this.#membership.start()
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The consumer has stopped'))
    await this.#running.settled()
    await this.#membership.settled()
    try {
      // After a failure the state may be ahead of its effects: it must not be kept.
      if (!this.#hasFailed) await this.#options.beforeDisconnect?.()
      await this.#commits.commitHandled()
    } finally {
      await this.#membership.disconnect()
    }
  }

  pause(at: TopicPartition, reason: string): void {
    this.#paused.pause(at, reason)
  }

  resume(at: TopicPartition): void {
    this.#paused.resume(at)
  }

  seek({ topic, partition, offset }: TopicPartitionOffset): void {
    const to = { topic: this.#topicPrefix + topic, partition, offset: String(offset) }
    this.#membership.tell((consumer) => consumer.seek(to))
  }

  async commit(offsets: readonly TopicPartitionOffset[]): Promise<void> {
    await this.#commits.commit(offsets)
  }

  #joined(memberAssignment: IMemberAssignment): void {
    this.joinSeq += 1
    this.assignment = Object.entries(memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic: this.#plain(topic), partition })),
    )
    this.#paused.keep(this.assignment)
    this.#commits.forget()
    const { logger, groupId, onAssigned } = this.#options
    logger.info({ groupId, partitions: this.assignment.length }, 'Joined the consumer group')
    try {
      onAssigned?.(this.assignment, this.joinSeq)
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Never throws: that would restart every partition. What it returns without resolving comes again. */
  async #handle(payload: EachBatchPayload): Promise<void> {
    const topic = this.#plain(payload.batch.topic)
    const at = { topic, partition: payload.batch.partition }
    if (this.#stopping.signal.aborted || this.#paused.has(at) || payload.isStale()) return
    await this.#running.run(toRecordBatch(topic, payload.batch), payload, this.joinSeq)
  }

  #plain(topic: string): string {
    return topic.slice(this.#topicPrefix.length)
  }
}
