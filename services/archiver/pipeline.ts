import type { TableName } from './domain/tables.ts'
import { insertChunks } from './insert-chunks.ts'
import { type ChunkMaker, makeChunks } from './make-chunks.ts'
import { orAborted } from './or-aborted.ts'
import type { DeadLetters, Log, LogBatch, Observer, Partition, Refusal, Store } from './ports.ts'
import { type Chunk, Round, type RoundLimits } from './round.ts'
import { routeOf } from './routes.ts'

export interface ArchiveOptions {
  readonly store: Store
  readonly log: Log
  readonly deadLetters: DeadLetters
  readonly observer: Observer
  /** Part of every row's version; raised when a topic is made anew. */
  readonly topicEpoch: number
  /** Of one round; twice as much may be in memory. */
  readonly limits: RoundLimits
}

/**
 * Records become rows; a round of rows is inserted, then its offsets are committed. While one round is
 * written the next one fills, and when that is full too, reading waits. A round that failed ends the
 * archive: every later call fails as well, so that no offset is committed past rows that are missing.
 */
export class Archive {
  readonly #options: ArchiveOptions
  readonly #maker: ChunkMaker
  #filling: Round
  #writing: Promise<void> | undefined
  #writingBytes = 0

  constructor(options: ArchiveOptions) {
    this.#options = options
    this.#maker = { store: options.store, route: routeOf(options.topicEpoch) }
    this.#filling = new Round(options.limits)
  }

  /** Resolves when the batch is in memory, for which it may wait until `signal` aborts. */
  async take(
    batch: LogBatch,
    { joinSeq, signal }: { readonly joinSeq: number; readonly signal: AbortSignal },
  ): Promise<void> {
    while (!this.#filling.fits(batch)) {
      if (this.#writing === undefined) this.#write()
      else await orAborted(this.#writing, signal)
    }
    const { topic, partition } = batch
    const { chunks, refusals } = makeChunks(batch, this.#maker)
    for (const [table, chunk] of chunks) this.#filling.add(table, chunk)
    this.#filling.refuse({ topic, partition, refusals })
    this.#filling.reached(batch, joinSeq)
    this.#options.observer.buffered(this.#filling.sizeBytes + this.#writingBytes)
  }

  /** Resolves when everything taken so far is stored. */
  async flush(): Promise<void> {
    if (this.#writing !== undefined) await this.#writing
    if (this.#writing === undefined && !this.#filling.isEmpty) this.#write()
    await this.#writing
  }

  #write(): void {
    const round = this.#filling
    this.#filling = new Round(this.#options.limits)
    this.#writingBytes = round.sizeBytes
    this.#writing = this.#store(round).then(() => {
      this.#writing = undefined
      this.#writingBytes = 0
      this.#options.observer.buffered(this.#filling.sizeBytes)
    })
    // Whoever calls next learns of it.
    this.#writing.catch(() => {})
  }

  /** The order is the guarantee: a crash before the commit makes the same rows and letters again. */
  async #store(round: Round): Promise<void> {
    const { log } = this.#options
    for (const { refusals, ...from } of round.refused) await this.#keep(from, refusals)
    const inserts = [...round.chunks].map(([table, chunks]) => this.#insert(table, chunks))
    await Promise.all(inserts)
    await log.commit(round.positions(log.joinSeq))
  }

  async #insert(table: TableName, chunks: readonly Chunk[]): Promise<void> {
    const refused: { readonly from: Partition; readonly refusal: Refusal }[] = []
    await insertChunks(table, chunks, {
      ...this.#maker,
      store: this.#options.store,
      refused: (from, refusal) => refused.push({ from, refusal }),
    })
    for (const { from, refusal } of refused) await this.#keep(from, [refusal])
    const records = chunks.flatMap((chunk) => chunk.records)
    const oldestAppendedAt = records.reduce(
      (at, { timestamp }) => Math.min(at, timestamp),
      Infinity,
    )
    const count = records.length - refused.length
    this.#options.observer.stored(table, { count, oldestAppendedAt })
  }

  /** A dead letter never becomes another one: that would go on for ever. */
  async #keep({ topic, partition }: Partition, refusals: readonly Refusal[]): Promise<void> {
    const { deadLetters, observer } = this.#options
    if (topic !== 'dead.letters') return deadLetters.keep({ topic, partition }, refusals)
    for (const { reason } of refusals) observer.lost({ topic, partition }, reason)
  }
}
