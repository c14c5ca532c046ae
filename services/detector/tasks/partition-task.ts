import type { Effects } from '../ports.ts'
import { batchEffects } from './batch-effects.ts'
import { Caution, CoreDefect } from './caution.ts'
import { countWithin } from './count-within.ts'
import { countsSince } from './counts-since.ts'
import { CardsAway, loadCards } from './load-cards.ts'
import { phaseMs } from './phase.ts'
import type { BatchContext, Gap, LogRecord, RowSink, Sinks } from './ports.ts'
import { ROW_BYTES, RowBuffer } from './row-buffer.ts'
import { Saver, type SaverPorts } from './saver.ts'
import type { Stage, StagePartition } from './stage.ts'

export interface TaskPorts extends SaverPorts {
  readonly stage: Stage
  readonly sinks: Sinks
  readonly rows: RowSink
  readonly flushMs: number
  /** What the cards of a partition may take in memory. */
  cardBytes(): number
  /** Work in the background failed for good. */
  onFailure(error: unknown): void
}

export interface Restored {
  readonly partition: StagePartition
  /** The offset to read next. */
  readonly next: bigint
}

/** One partition's state and its way to safety. What fails in it is thrown away with it. */
export class PartitionTask {
  readonly partition: StagePartition
  readonly #ports: TaskPorts
  readonly #caution: Caution
  readonly #buffer: RowBuffer
  readonly #saver: Saver
  #next: bigint
  #state: 'idle' | 'folding' | 'ended' = 'idle'
  #flushedAtMs: number
  /** Cards were asked for, and the records that need them are still to be folded. */
  #isAwaiting = false

  constructor(restored: Restored, ports: TaskPorts, caution = new Caution(ports.clock)) {
    const { partition, next } = restored
    this.partition = partition
    this.#ports = ports
    this.#caution = caution
    this.#buffer = new RowBuffer(partition.number, ports.rows, ports.clock)
    this.#saver = new Saver(restored, this.#buffer, {
      ...ports,
      commit: async (number, offset) => {
        if (this.#state !== 'ended') await ports.commit(number, offset)
      },
    })
    this.#next = next
    this.#flushedAtMs = ports.clock.nowMs() - phaseMs(partition.number, ports.flushMs)
  }

  get next(): bigint {
    return this.#next
  }

  get rowsWaiting(): number {
    return this.#buffer.size
  }

  /** Of rows and of a checkpoint that is not acknowledged yet, about. */
  get bytesWaiting(): number {
    return this.#buffer.size * ROW_BYTES + this.#saver.sizeBytes
  }

  get waitedMs(): number {
    return this.#buffer.waitedMs
  }

  get unsavedMs(): number {
    return this.#saver.unsavedMs(this.#next)
  }

  get isSaving(): boolean {
    return this.#saver.isSaving
  }

  get isAtCap(): boolean {
    return this.#saver.isAtCap
  }

  /** No more of it is saved or committed; a checkpoint under way may still land, it is a true one. */
  end(): void {
    this.#state = 'ended'
  }

  /**
   * Folds what is new of a batch and sees its effects acknowledged. Throws `CardsAway` when a card that
   * it needs takes its time: the task stays where it is. Throws `Overtaken`, `CoreDefect`, or what
   * an effect threw: the state is then an old one, or has moved past effects that are not there, and
   * the task must go.
   */
  async take(records: readonly LogRecord[], context: BatchContext): Promise<void> {
    const first = records.findIndex(({ offset }) => offset >= this.#next)
    let at = first === -1 ? records.length : first
    while (at < records.length && this.#state !== 'ended') {
      const chunk = this.#chunkAt(records, at)
      await this.#fold(chunk, context)
      at += chunk.length
      this.maintain()
      await context.heartbeat()
    }
  }

  /** Offsets that can never be read any more. Written down, and passed over. */
  skipTo(offset: bigint, cause: string): void {
    const gap: Gap = { partition: this.partition.number, from: this.#next, to: offset - 1n, cause }
    const detail = `offsets ${gap.from} to ${gap.to} were never read: ${cause}`
    this.#buffer.add([], [{ offset: gap.from, mark: 'gap', iccid: '', eventTime: 0, detail }])
    this.#next = offset
    this.#ports.observer.gap(gap)
  }

  /** Writes what is due, in the background. Only between two chunks is the state a prefix's. */
  maintain(): void {
    if (this.#state !== 'idle') return
    const { clock, flushMs, onFailure } = this.#ports
    const nowMs = clock.nowMs()
    if (nowMs - this.#flushedAtMs >= flushMs) {
      this.#flushedAtMs = nowMs
      this.#buffer.add(this.partition.takeBlocks())
      if (!this.#buffer.isFlushing) this.#buffer.flush().catch(onFailure)
    }
    if (this.#saver.isDue(this.#next)) {
      this.#saver.save(this.#next).catch((error: unknown) => {
        // What was taken for it is in no checkpoint, and must be in no later one's shadow.
        this.end()
        onFailure(error)
      })
    }
    this.#evict()
  }

  /** Saves all there is. Nothing may be folded meanwhile. */
  async drain(): Promise<void> {
    await this.#saver.settled()
    if (this.#state === 'idle' && this.#saver.isNews(this.#next)) await this.#saver.save(this.#next)
  }

  /** Consecutive records; one alone where the core has failed before. */
  #chunkAt(records: readonly LogRecord[], at: number): readonly LogRecord[] {
    const offset = records[at]?.offset ?? this.#next
    if (offset > this.#next) this.skipTo(offset, 'the log goes on behind them')
    const most = offset <= this.#caution.until ? 1 : countWithin(records, at)
    const chunk = records.slice(at, at + most)
    const jump = chunk.findIndex((record, index) => record.offset !== offset + BigInt(index))
    return jump === -1 ? chunk : chunk.slice(0, jump)
  }

  async #fold(chunk: readonly LogRecord[], { signal }: BatchContext): Promise<void> {
    this.#state = 'folding'
    await this.#load(chunk)
    if (this.#isEnded) return
    this.#isAwaiting = false
    const before = { ...this.partition.counts }
    let isFolded = false
    const effects = batchEffects(chunk, {
      partition: this.partition.number,
      sinks: this.#ports.sinks,
      signal,
      onFolded: () => {
        isFolded = true
      },
      onMarks: (marks) => this.#buffer.add([], marks),
    })
    try {
      if (!(await this.#leaveOut(chunk, effects))) {
        await this.partition.process(chunk, effects)
      }
    } catch (error) {
      this.end()
      throw isFolded ? error : defectIn(chunk, error)
    }
    this.#next += BigInt(chunk.length)
    this.#rest()
    this.#ports.observer.folded(this.partition, countsSince(before, this.partition.counts))
  }

  get #isEnded(): boolean {
    return this.#state === 'ended'
  }

  /** A task that was ended meanwhile stays so. */
  #rest(): void {
    if (this.#state === 'folding') this.#state = 'idle'
  }

  /**
   * Never while a checkpoint is under way: what it holds is not saved yet. Nor between loading cards and
   * folding their records: they would go before they are used.
   */
  #evict(): void {
    const { eviction } = this.partition
    if (!eviction || this.#isAwaiting || this.#saver.isSaving || this.#isEnded) return
    const evicted = eviction.evict(this.#ports.cardBytes())
    if (evicted > 0) this.#ports.observer.evicted(evicted)
  }

  /** While cards are still to come the state stays a prefix's: it is flushed and saved as ever. */
  async #load(chunk: readonly LogRecord[]): Promise<void> {
    try {
      await loadCards(chunk, { partition: this.partition, next: this.#next }, this.#ports)
    } catch (error) {
      if (error instanceof CardsAway) this.#await(error)
      else this.end()
      throw error
    }
  }

  #await({ loaded }: CardsAway): void {
    this.#isAwaiting = true
    this.#rest()
    loaded.catch(() => this.end())
  }

  /** A record that the core has failed on twice leaves no trace in the state but its count. */
  async #leaveOut([record]: readonly LogRecord[], effects: Effects): Promise<boolean> {
    if (!record) return false
    const reason = this.#caution.reasonAgainst(record.offset)
    if (reason === undefined) return false
    this.partition.count('deadLetter')
    const { offset } = record
    await effects.keepDeadLetters([{ type: 'deadLetter', offset, class: 'defect', reason }])
    return true
  }
}

function defectIn(chunk: readonly LogRecord[], cause: unknown): CoreDefect {
  return new CoreDefect(chunk[0]?.offset ?? -1n, chunk.at(-1)?.offset ?? -1n, cause)
}
