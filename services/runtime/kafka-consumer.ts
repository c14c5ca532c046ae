import type { EachBatchPayload, IMemberAssignment } from 'kafkajs'
import type { Condition } from './condition.ts'
import { CONSUMER_DEFAULTS, type ConsumerOptions } from './consumer-options.ts'
import { GroupMembership } from './group-membership.ts'
import { handleBatch } from './handle-batch.ts'
import type { KafkaConnection } from './kafka.ts'
import { PartitionMap } from './partition-map.ts'
import type { RecordBatch, TopicPartition, TopicPartitionOffset } from './records.ts'
import type { Part } from './run-service.ts'
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

const COMMIT_WITHIN_MS = 500

class GroupConsumer implements KafkaConsumer {
  readonly name: string
  readonly failed: Promise<never>
  readonly isReady: Condition
  readonly isLive: Condition
  assignment: readonly TopicPartition[] = []
  joinSeq = 0

  readonly #topicPrefix: string
  readonly #options: ConsumerOptions
  readonly #patienceMs: number
  readonly #membership: GroupMembership
  readonly #fail: (error: unknown) => void
  /** No handler starts any more. */
  readonly #stopping = new AbortController()
  readonly #paused = new PartitionMap<string>()
  /** The handlers at work, by what makes them give up. */
  readonly #running = new Map<AbortController, Promise<void>>()
  /** The next offsets of what was handled and is not committed yet. */
  #handled = new PartitionMap<bigint>()
  #commitTimer: NodeJS.Timeout | undefined
  #hasFailed = false

  constructor(connection: KafkaConnection, options: ConsumerOptions) {
    const failure = Promise.withResolvers<never>()
    failure.promise.catch(() => {})
    this.name = `consumer ${options.groupId}`
    this.failed = failure.promise
    this.#topicPrefix = connection.topicPrefix
    this.#options = options
    this.#patienceMs = options.patienceMs ?? CONSUMER_DEFAULTS.patienceMs
    this.#fail = (error) => {
      this.#hasFailed = true
      failure.reject(error)
      this.#stopping.abort(error)
    }
    this.#membership = new GroupMembership(connection, options, {
      signal: this.#stopping.signal,
      onJoin: (assignment) => this.#joined(assignment),
      onBatch: (payload) => this.#handle(payload),
      onFailure: this.#fail,
    })
    this.isReady = this.#membership.isReady
    this.isLive = this.#membership.isLive
  }

  async start(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#stopping.abort(signal.reason))
    await this.#membership.start()
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The consumer has stopped'))
    const impatience = setTimeout(() => this.#giveUpAll(), this.#patienceMs)
    await Promise.all(this.#running.values())
    clearTimeout(impatience)
    await this.#membership.settled()
    try {
      // After a failure the state may be ahead of its effects: it must not be kept.
      if (!this.#hasFailed) await this.#options.beforeDisconnect?.()
      await this.#commitHandled()
    } finally {
      await this.#membership.disconnect()
    }
  }

  pause(at: TopicPartition, reason: string): void {
    const { topic, partition } = at
    if (!this.#paused.has(at)) {
      this.#options.logger.info({ topic, partition, reason }, 'Paused a partition')
    }
    this.#paused.set(at, reason)
    this.#membership.consumer?.pause([this.#onWire(at)])
  }

  resume(at: TopicPartition): void {
    if (!this.#paused.has(at)) return
    const { topic, partition } = at
    this.#options.logger.info({ topic, partition }, 'Resumed a partition')
    this.#paused.delete(at)
    this.#membership.consumer?.resume([this.#onWire(at)])
  }

  seek({ offset, ...at }: TopicPartitionOffset): void {
    const { topic, partition } = this.#onWire(at)
    this.#membership.consumer?.seek({ topic, partition, offset: String(offset) })
  }

  async commit(offsets: readonly TopicPartitionOffset[]): Promise<void> {
    await this.#tryCommit(offsets)
  }

  async #tryCommit(offsets: readonly TopicPartitionOffset[]): Promise<boolean> {
    if (offsets.length === 0) return true
    const onWire = offsets.map(({ offset, ...at }) => ({
      ...this.#onWire(at),
      offset: String(offset),
    }))
    try {
      await this.#membership.consumer?.commitOffsets(onWire)
      return true
    } catch (error) {
      this.#options.logger.info({ err: error }, 'Cannot commit offsets, records may come again')
      return false
    }
  }

  #joined(memberAssignment: IMemberAssignment): void {
    this.joinSeq += 1
    this.assignment = Object.entries(memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic: this.#plain(topic), partition })),
    )
    this.#keepPauses()
    // What was handled before may belong to others now, who know better.
    this.#handled = new PartitionMap()
    const { logger, groupId, onAssigned } = this.#options
    logger.info({ groupId, partitions: this.assignment.length }, 'Joined the consumer group')
    try {
      onAssigned?.(this.assignment, this.joinSeq)
    } catch (error) {
      this.#fail(error)
    }
  }

  /** kafkajs forgets pauses when it starts anew. A partition that left is no longer paused. */
  #keepPauses(): void {
    const held = new PartitionMap<true>()
    for (const at of this.assignment) held.set(at, true)
    for (const [at] of [...this.#paused.entries()]) {
      if (held.has(at)) this.#membership.consumer?.pause([this.#onWire(at)])
      else this.#paused.delete(at)
    }
  }

  /** Never throws: that would restart every partition. What it returns without resolving comes again. */
  async #handle(payload: EachBatchPayload): Promise<void> {
    const topic = this.#plain(payload.batch.topic)
    const at = { topic, partition: payload.batch.partition }
    if (this.#stopping.signal.aborted || this.#paused.has(at) || payload.isStale()) return
    const giveUp = new AbortController()
    const working = this.#work(toRecordBatch(topic, payload.batch), payload, giveUp)
    this.#running.set(giveUp, working)
    await working
    this.#running.delete(giveUp)
  }

  async #work(
    batch: RecordBatch,
    payload: EachBatchPayload,
    giveUp: AbortController,
  ): Promise<void> {
    const { metrics, onBatch, commit } = this.#options
    const { topic, partition, lastOffset } = batch
    metrics?.eventsReceived.inc({ topic }, batch.records.length)
    const settings = { onBatch, giveUp, joinSeq: this.joinSeq, patienceMs: this.#patienceMs }
    try {
      await handleBatch(batch, payload, settings)
    } catch (error) {
      if (!giveUp.signal.aborted) this.#fail(error)
      return
    }
    this.#membership.progressed()
    if (!payload.isStale()) payload.resolveOffset(String(lastOffset))
    const lag = Number(batch.highWatermark - lastOffset - 1n)
    metrics?.consumerLag.set({ topic, partition }, lag)
    if (commit === 'after-batch') this.#commitSoon({ topic, partition, offset: lastOffset + 1n })
  }

  /** A commit is a request: one for all partitions, now and then, is enough for a hint. */
  #commitSoon({ offset, ...at }: TopicPartitionOffset): void {
    this.#handled.set(at, offset)
    this.#commitTimer ??= setTimeout(() => void this.#commitHandled(), COMMIT_WITHIN_MS)
  }

  async #commitHandled(): Promise<void> {
    clearTimeout(this.#commitTimer)
    this.#commitTimer = undefined
    const due = [...this.#handled.entries()].map(([at, offset]) => ({ ...at, offset }))
    this.#handled = new PartitionMap()
    const { joinSeq } = this
    if ((await this.#tryCommit(due)) || joinSeq !== this.joinSeq) return
    // Others may wait for it, and no further batch may come: it is tried again.
    if (this.#stopping.signal.aborted) return
    for (const at of due) if (!this.#handled.has(at)) this.#commitSoon(at)
  }

  #giveUpAll(): void {
    for (const giveUp of this.#running.keys()) giveUp.abort(new Error('The process must stop'))
  }

  #plain(topic: string): string {
    return topic.slice(this.#topicPrefix.length)
  }

  #onWire({ topic, partition }: TopicPartition) {
    return { topic: this.#topicPrefix + topic, partition, partitions: [partition] }
  }
}
