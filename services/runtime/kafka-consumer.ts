import { setInterval } from 'node:timers/promises'
import type { Consumer, EachBatchPayload } from 'kafkajs'
import type { Condition } from './condition.ts'
import type { KafkaConnection } from './kafka.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'
import { PartitionMap } from './partition-map.ts'
import type { RecordBatch, TopicPartition, TopicPartitionOffset } from './records.ts'
import { isTransient } from './kafka-errors.ts'
import { retryForever } from './retry.ts'
import type { Part } from './run-service.ts'
import { type SilenceWatch, watchSilence } from './silence-watch.ts'
import { toRecordBatch } from './to-record-batch.ts'

export interface BatchContext {
  /** Counts the joins of the group: what was begun under an older one may no longer be ours. */
  readonly joinSeq: number
  /** Aborts some time after a stop or a rebalance is due: a handler that waits should give up. */
  readonly signal: AbortSignal
  /** Only for a handler that computes for long without an await; waits are covered. */
  heartbeat(): Promise<void>
}

export interface ConsumerOptions {
  readonly groupId: string
  readonly topics: readonly string[]
  readonly logger: Logger
  readonly metrics?: Metrics
  /** `after-batch`: offsets are committed when the handler resolves. `by-caller`: never but by `commit`. */
  readonly commit: 'after-batch' | 'by-caller'
  /**
   * Resolves when the batch has had its effect; reading then goes on behind it. It may take as long as
   * it must, heartbeats go on. To throw is a bug and ends the process, except after `signal` aborted:
   * then the batch comes again.
   */
  onBatch(batch: RecordBatch, context: BatchContext): Promise<void>
  /** Runs at every join, synchronously, before anything is fetched: the place to pause and to seek. */
  onAssigned?(assignment: readonly TopicPartition[], joinSeq: number): void
  /** Runs at a stop, when no handler runs any more and `commit` still works. */
  beforeDisconnect?(): Promise<void>
  /** How long a dead process keeps its partitions. */
  readonly sessionTimeoutMs?: number
  /** The floor of latency where fewer than `minBytes` are there. */
  readonly maxWaitMs?: number
  readonly minBytes?: number
  readonly maxBytes?: number
  readonly maxBytesPerPartition?: number
  /** What a handler gets to finish in after a stop or a rebalance was asked. */
  readonly patienceMs?: number
}

/** A member of a consumer group. Restarts itself after an outage; from the log's start without an offset. */
export interface KafkaConsumer extends Part {
  readonly failed: Promise<never>
  readonly assignment: readonly TopicPartition[]
  readonly joinSeq: number
  /** No handler is called for it until `resume`, also after a rejoin. */
  pause(at: TopicPartition, reason: string): void
  resume(at: TopicPartition): void
  /** Reads on from this offset. */
  seek(to: TopicPartitionOffset): void
  /** `offset` is the next one to read. A commit is a hint: one that fails is logged and not repeated. */
  commit(offsets: readonly TopicPartitionOffset[]): Promise<void>
  readonly isReady: Condition
  readonly isLive: Condition
}

const MIB = 1_048_576
const HEARTBEAT_MS = 3_000
const MAX_SILENCE_MS = 60_000
/** So many ends for a reason that is no outage, without a batch between them, are a bug. */
const MAX_CRASHES = 5

/** Makes a consumer; it joins its group when the part starts. */
export function createConsumer(
  connection: KafkaConnection,
  options: ConsumerOptions,
): KafkaConsumer {
  return new GroupConsumer(connection, options)
}

class GroupConsumer implements KafkaConsumer {
  readonly name: string
  readonly #connection: KafkaConnection
  readonly #options: ConsumerOptions
  readonly #failure = Promise.withResolvers<never>()
  /** No new handler starts. */
  readonly #stopping = new AbortController()
  /** Handlers are to give up. */
  readonly #impatient = new AbortController()
  readonly #paused = new PartitionMap<string>()
  readonly #running = new Set<Promise<void>>()
  #assignment: TopicPartition[] = []
  #joinSeq = 0
  #state: 'starting' | 'joined' | 'away' | 'stopped' = 'starting'
  #consumer: Consumer | undefined
  #silence: SilenceWatch | undefined
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

  get assignment(): readonly TopicPartition[] {
    return this.#assignment
  }

  get joinSeq(): number {
    return this.#joinSeq
  }

  readonly isReady: Condition = () =>
    this.#state === 'joined'
      ? { ok: true }
      : { ok: false, reason: `${this.name} is ${this.#state}` }

  readonly isLive: Condition = () => {
    const silentMs = this.#silence?.silentMs() ?? 0
    if (silentMs < MAX_SILENCE_MS) return { ok: true }
    return { ok: false, reason: `Kafka has said nothing for ${silentMs / 1_000} s` }
  }

  async start(signal: AbortSignal): Promise<void> {
    this.#silence = watchSilence({
      limitMs: MAX_SILENCE_MS,
      signal: this.#stopping.signal,
      onSilence: (silentMs) =>
        this.#failure.reject(new Error(`Kafka has said nothing for ${silentMs / 1_000} s`)),
    })
    await this.#connect(AbortSignal.any([signal, this.#stopping.signal]))
  }

  async stop(): Promise<void> {
    const { patienceMs = 15_000, beforeDisconnect } = this.#options
    this.#stopping.abort(new Error('The consumer has stopped'))
    const impatience = setTimeout(() => this.#impatient.abort(new Error('The consumer must stop')), patienceMs)
    await Promise.all(this.#running)
    clearTimeout(impatience)
    try {
      await beforeDisconnect?.()
    } finally {
      this.#state = 'stopped'
      await this.#consumer?.disconnect()
    }
  }

  pause(at: TopicPartition, reason: string): void {
    if (!this.#paused.has(at)) this.#options.logger.info({ ...at, reason }, 'Paused a partition')
    this.#paused.set(at, reason)
    this.#consumer?.pause([{ topic: this.#onWire(at.topic), partitions: [at.partition] }])
  }

  resume(at: TopicPartition): void {
    if (!this.#paused.has(at)) return
    this.#options.logger.info(at, 'Resumed a partition')
    this.#paused.delete(at)
    this.#consumer?.resume([{ topic: this.#onWire(at.topic), partitions: [at.partition] }])
  }

  seek({ topic, partition, offset }: TopicPartitionOffset): void {
    this.#consumer?.seek({ topic: this.#onWire(topic), partition, offset: String(offset) })
  }

  async commit(offsets: readonly TopicPartitionOffset[]): Promise<void> {
    if (offsets.length === 0) return
    try {
      await this.#consumer?.commitOffsets(
        offsets.map(({ topic, partition, offset }) => ({
          topic: this.#onWire(topic),
          partition,
          offset: String(offset),
        })),
      )
    } catch (error) {
      this.#options.logger.info({ err: error }, 'Cannot commit offsets, the records may come again')
    }
  }
}
