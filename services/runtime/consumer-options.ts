import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'
import type { RecordBatch, TopicPartition } from './records.ts'

export interface BatchContext {
  /** Counts the joins of the group: what was begun under an older one may no longer be ours. */
  readonly joinSeq: number
  /** Aborts some time after a stop or a rebalance is due: a handler that waits then gives up. */
  readonly signal: AbortSignal
  /** Only for a handler that computes for long without an await; waits are covered. Never throws. */
  heartbeat(): Promise<void>
}

export interface ConsumerOptions {
  readonly groupId: string
  readonly topics: readonly string[]
  readonly logger: Logger
  readonly metrics?: Metrics
  /**
   * `after-batch`: what handlers have resolved is committed within half a second, and at a stop; a
   * crash before that repeats it. `by-caller`: only by `commit`.
   */
  readonly commit: 'after-batch' | 'by-caller'
  /**
   * Resolves when the batch has had its effect; reading then goes on behind it. It may take as long as
   * it must, heartbeats go on. To throw is a bug and ends the process, except after `signal` aborted:
   * the batch then comes again, and state that has moved into it must be thrown away.
   */
  onBatch(batch: RecordBatch, context: BatchContext): Promise<void>
  /** Runs at every join, synchronously, before anything is fetched: the place to pause and to seek. */
  onAssigned?(assignment: readonly TopicPartition[], joinSeq: number): void
  /** Runs at a stop that no failure caused, when no handler runs any more and `commit` still works. */
  beforeDisconnect?(): Promise<void>
  /** How long a dead process keeps its partitions; 30 s. */
  readonly sessionTimeoutMs?: number
  /** How long the broker may wait for `minBytes`: the floor of latency; 100 ms. */
  readonly maxWaitMs?: number
  readonly minBytes?: number
  /** Of one fetch: it is decoded at once; 4 MiB. */
  readonly maxBytes?: number
  readonly maxBytesPerPartition?: number
  /** So many partitions are handled at the same time, each in its own order; 1. */
  readonly partitionsAtOnce?: number
  /** What a handler gets to finish in after a stop or a rebalance was asked; 15 s. */
  readonly patienceMs?: number
}

/** What is not said is this (reliability: a fetch is decoded whole, a handler holds up its broker's others). */
export const CONSUMER_DEFAULTS = {
  sessionTimeoutMs: 30_000,
  maxWaitMs: 100,
  minBytes: 1,
  maxBytes: 4 * 1_048_576,
  maxBytesPerPartition: 1_048_576,
  partitionsAtOnce: 1,
  patienceMs: 15_000,
} satisfies Partial<ConsumerOptions>
