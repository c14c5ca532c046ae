import { setTimeout as sleep } from 'node:timers/promises'
import type { Consumer, EachBatchPayload, IMemberAssignment } from 'kafkajs'
import type { Condition } from './condition.ts'
import { CONSUMER_DEFAULTS, type ConsumerOptions } from './consumer-options.ts'
import { type ConsumerSession, openSession } from './consumer-session.ts'
import { sendHeartbeats } from './heartbeats.ts'
import type { KafkaConnection } from './kafka.ts'
import { isTransient } from './kafka-errors.ts'
import { PartitionMap } from './partition-map.ts'
import type { RecordBatch, TopicPartition, TopicPartitionOffset } from './records.ts'
import { retryForever } from './retry.ts'
import type { Part } from './run-service.ts'
import { type SilenceWatch, watchSilence } from './silence-watch.ts'
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

const MAX_SILENCE_MS = 60_000
/** So many ends that no outage explains, without a batch between them, are a bug. */
const MAX_CRASHES = 5
const PAUSE_AFTER_CRASH_MS = 300
const DISCONNECT_WITHIN_MS = 5_000

/** Makes a consumer; it joins its group when the part starts, and reads from the log's start without an offset. */
export function createConsumer(
  connection: KafkaConnection,
  options: ConsumerOptions,
): KafkaConsumer {
  return new GroupConsumer(connection, options)
}

class GroupConsumer implements KafkaConsumer {
  readonly name: string
  assignment: readonly TopicPartition[] = []
  joinSeq = 0

  readonly #connection: KafkaConnection
  readonly #options: ConsumerOptions
  readonly #failure = Promise.withResolvers<never>()
  /** No handler starts any more. */
  readonly #stopping = new AbortController()
  readonly #paused = new PartitionMap<string>()
  /** The handlers at work, by what makes them give up. */
  readonly #running = new Map<AbortController, Promise<void>>()
  #consumer: Consumer | undefined
  #supervised: Promise<void> = Promise.resolve()
  #silence: SilenceWatch | undefined
  #state: 'starting' | 'joined' | 'away' | 'stopped' | 'failed' = 'starting'
  #crashes = 0

  constructor(connection: KafkaConnection, options: ConsumerOptions) {
    this.name = `consumer ${options.groupId}`
    this.#connection = connection
    this.#options = options
    this.#failure.promise.catch(() => {})
  }

  get failed(): Promise<never> {
    return this.#failure.promise
  }

  readonly isReady: Condition = () => {
    if (this.#state === 'joined') return { ok: true }
    return { ok: false, reason: `${this.name} is ${this.#state}` }
  }

  readonly isLive: Condition = () => {
    const silentMs = this.#silence?.silentMs() ?? 0
    if (silentMs < MAX_SILENCE_MS) return { ok: true }
    return { ok: false, reason: silence(silentMs) }
  }

  async start(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#stopping.abort(signal.reason))
    this.#silence = watchSilence({
      limitMs: MAX_SILENCE_MS,
      signal: this.#stopping.signal,
      onSilence: (silentMs) => this.#fail(new Error(silence(silentMs))),
    })
    const session = await this.#join()
    this.#supervised = this.#supervise(session).catch((error: unknown) => {
      if (!this.#stopping.signal.aborted) this.#fail(error)
    })
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The consumer has stopped'))
    const { patienceMs = CONSUMER_DEFAULTS.patienceMs, beforeDisconnect } = this.#options
    const impatience = setTimeout(() => this.#giveUp('The process must stop'), patienceMs)
    await Promise.all(this.#running.values())
    clearTimeout(impatience)
    await this.#supervised
    try {
      if (this.#state !== 'failed') await beforeDisconnect?.()
    } finally {
      await this.#disconnect()
      if (this.#state !== 'failed') this.#state = 'stopped'
    }
  }

  pause(at: TopicPartition, reason: string): void {
    if (!this.#paused.has(at)) this.#options.logger.info({ ...at, reason }, 'Paused a partition')
    this.#paused.set(at, reason)
    this.#consumer?.pause([this.#onWire(at)])
  }

  resume(at: TopicPartition): void {
    if (!this.#paused.has(at)) return
    this.#options.logger.info({ ...at }, 'Resumed a partition')
    this.#paused.delete(at)
    this.#consumer?.resume([this.#onWire(at)])
  }

  seek({ offset, ...at }: TopicPartitionOffset): void {
    const { topic, partition } = this.#onWire(at)
    this.#consumer?.seek({ topic, partition, offset: String(offset) })
  }

  async commit(offsets: readonly TopicPartitionOffset[]): Promise<void> {
    if (offsets.length === 0) return
    const onWire = offsets.map(({ offset, ...at }) => ({
      ...this.#onWire(at),
      offset: String(offset),
    }))
    try {
      await this.#consumer?.commitOffsets(onWire)
    } catch (error) {
      this.#options.logger.info({ err: error }, 'Cannot commit offsets, records may come again')
    }
  }

  /** Tries until it is a member. Refusals that do not pass end the process after a few. */
  async #join(): Promise<ConsumerSession> {
    const { logger, groupId } = this.#options
    return retryForever(
      async () => {
        this.#silence?.heard()
        const session = openSession(this.#connection, this.#options, {
          onAnswer: () => this.#heard('joined'),
          onTimeout: () => this.#heard('away'),
          onJoin: (assignment) => this.#joined(assignment),
          onBatch: (payload) => this.#handle(payload),
        })
        this.#consumer = session.consumer
        try {
          await session.join()
          if (this.#state !== 'failed') this.#state = 'joined'
          return session
        } catch (error) {
          await this.#disconnect()
          throw error
        }
      },
      {
        logger,
        signal: this.#stopping.signal,
        what: `join the group ${groupId}`,
        giveUpOn: (error) => this.#isHopeless(error),
      },
    )
  }

  async #supervise(first: ConsumerSession): Promise<void> {
    const { signal } = this.#stopping
    const stopped = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve())
      if (signal.aborted) resolve()
    })
    let session = first
    while (true) {
      const error = await Promise.race([session.ended, stopped])
      if (signal.aborted || !error) return
      this.#state = 'away'
      this.#silence?.heard()
      if (this.#isHopeless(error)) throw error
      this.#options.logger.warn({ err: error }, 'Lost the consumer group, joining it again')
      await sleep(PAUSE_AFTER_CRASH_MS, undefined, { signal })
      session = await this.#join()
    }
  }

  #isHopeless(error: unknown): boolean {
    if (isTransient(error)) return false
    this.#crashes += 1
    return this.#crashes >= MAX_CRASHES
  }

  /** A timeout is a sign of life too: it is kafkajs that must not fall silent. */
  #heard(state: 'joined' | 'away'): void {
    this.#silence?.heard()
    if (this.#state === 'joined' || this.#state === 'away') this.#state = state
  }

  #joined(memberAssignment: IMemberAssignment): void {
    const { topicPrefix } = this.#connection
    this.joinSeq += 1
    this.assignment = Object.entries(memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic: topic.slice(topicPrefix.length), partition })),
    )
    this.#keepPauses()
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
      if (held.has(at)) this.#consumer?.pause([this.#onWire(at)])
      else this.#paused.delete(at)
    }
  }

  /** Never throws: that would restart every partition. What it returns without resolving comes again. */
  async #handle(payload: EachBatchPayload): Promise<void> {
    const topic = payload.batch.topic.slice(this.#connection.topicPrefix.length)
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
    const { metrics, onBatch, patienceMs = CONSUMER_DEFAULTS.patienceMs } = this.#options
    const { topic, partition } = batch
    const finished = new AbortController()
    const joinSeq = this.joinSeq
    let impatience: NodeJS.Timeout | undefined
    const onFailure = () => {
      impatience ??= setTimeout(() => giveUp.abort(new Error('The group is changing')), patienceMs)
    }
    void sendHeartbeats(payload.heartbeat, { until: finished.signal, onFailure })
    metrics?.eventsReceived.inc({ topic }, batch.records.length)
    try {
      await onBatch(batch, {
        joinSeq,
        signal: giveUp.signal,
        heartbeat: () => payload.heartbeat().catch(onFailure),
      })
      this.#crashes = 0
      if (!payload.isStale()) payload.resolveOffset(String(batch.lastOffset))
      const lag = batch.highWatermark - batch.lastOffset - 1n
      metrics?.consumerLag.set({ topic, partition }, Number(lag))
      if (this.#options.commit === 'after-batch') {
        await this.commit([{ topic, partition, offset: batch.lastOffset + 1n }])
      }
    } catch (error) {
      if (!giveUp.signal.aborted) this.#fail(error)
    } finally {
      finished.abort()
      clearTimeout(impatience)
    }
  }

  #giveUp(reason: string): void {
    for (const giveUp of this.#running.keys()) giveUp.abort(new Error(reason))
  }

  #fail(error: unknown): void {
    this.#state = 'failed'
    this.#failure.reject(error)
    this.#stopping.abort(error)
  }

  /** kafkajs waits for the fetch under way, which may never come when Kafka is away. */
  async #disconnect(): Promise<void> {
    const consumer = this.#consumer
    if (!consumer) return
    const done = consumer.disconnect().catch((error: unknown) => {
      this.#options.logger.debug({ err: error }, 'Cannot disconnect a consumer cleanly')
    })
    await Promise.race([done, sleep(DISCONNECT_WITHIN_MS, undefined, { ref: false })])
  }

  #onWire({ topic, partition }: TopicPartition) {
    return { topic: this.#connection.topicPrefix + topic, partition, partitions: [partition] }
  }
}

function silence(silentMs: number): string {
  return `Kafka has said nothing for ${silentMs / 1_000} s`
}
