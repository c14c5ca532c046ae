import type { EachBatchPayload } from 'kafkajs'
import { CONSUMER_DEFAULTS, type ConsumerOptions } from './consumer-options.ts'
import type { GroupMembership } from './group-membership.ts'
import { handleBatch } from './handle-batch.ts'
import type { OffsetCommits } from './offset-commits.ts'
import type { RecordBatch } from './records.ts'

export interface RunningParts {
  readonly membership: GroupMembership
  readonly commits: OffsetCommits
  /** A handler has thrown that was not told to give up. */
  onFailure(error: unknown): void
}

/** The handlers of a consumer that are at work. */
export class RunningBatches {
  readonly #options: ConsumerOptions
  readonly #parts: RunningParts
  readonly #patienceMs: number
  /** By what makes them give up. */
  readonly #running = new Map<AbortController, Promise<void>>()

  constructor(options: ConsumerOptions, parts: RunningParts) {
    this.#options = options
    this.#parts = parts
    this.#patienceMs = options.patienceMs ?? CONSUMER_DEFAULTS.patienceMs
  }

  /** Never throws. What it returns without resolving comes again. */
  async run(batch: RecordBatch, payload: EachBatchPayload, joinSeq: number): Promise<void> {
    const giveUp = new AbortController()
    const working = this.#work(batch, payload, { joinSeq, giveUp })
    this.#running.set(giveUp, working)
    await working
    this.#running.delete(giveUp)
  }

  /** Resolves when none is at work any more; who takes too long is told to give up. */
  async settled(): Promise<void> {
    const impatience = setTimeout(() => this.#giveUpAll(), this.#patienceMs)
    await Promise.all(this.#running.values())
    clearTimeout(impatience)
  }

  async #work(
    batch: RecordBatch,
    payload: EachBatchPayload,
    { joinSeq, giveUp }: { readonly joinSeq: number; readonly giveUp: AbortController },
  ): Promise<void> {
    const { metrics, onBatch, commit } = this.#options
    const { membership, commits, onFailure } = this.#parts
    const { topic, partition, lastOffset } = batch
    metrics?.eventsReceived.inc({ topic }, batch.records.length)
    const settings = { onBatch, giveUp, joinSeq, patienceMs: this.#patienceMs }
    try {
      await handleBatch(batch, payload, settings)
    } catch (error) {
      if (!giveUp.signal.aborted) onFailure(error)
      return
    }
    membership.progressed()
    if (!payload.isStale()) payload.resolveOffset(String(lastOffset))
    const lag = Number(batch.highWatermark - lastOffset - 1n)
    metrics?.consumerLag.set({ topic, partition }, lag)
    if (commit === 'after-batch') commits.commitSoon({ topic, partition, offset: lastOffset + 1n })
  }

  #giveUpAll(): void {
    for (const giveUp of this.#running.keys()) giveUp.abort(new Error('The process must stop'))
  }
}
