import { encodeChanges } from '../checkpoint.ts'
import type { Partition } from '../partition.ts'
import { processBatch } from '../pipeline.ts'
import type { DeadLetterOutput, Effects, MarkOutput } from '../ports.ts'
import { Caution, CoreDefect } from './caution.ts'
import { countsSince } from './counts-since.ts'
import { markerEntry } from './marker.ts'
import type {
  BatchContext,
  Checkpoint,
  Clock,
  Gap,
  LogRecord,
  Mark,
  Observer,
  Refusal,
  RowSink,
  Sinks,
  StateStore,
} from './ports.ts'
import { ROW_BYTES, RowBuffer } from './row-buffer.ts'

/** Records folded between two chances to answer Kafka: some 50 ms with the plain core. */
const CHUNK = 500
/** What one INSERT holds as one block: 400,000 rows and 137 MB did, measured on ClickHouse 26.7. */
const MOST_CHANGED_CARDS = 400_000
const MOST_CHECKPOINT_BYTES = 128 * 1_048_576
/** Of a card whose size is not known yet. */
const FIRST_CARD_BYTES = 4_096

export interface TaskPorts {
  readonly sinks: Sinks
  readonly rows: RowSink
  readonly store: StateStore
  readonly observer: Observer
  readonly clock: Clock
  /** Told in every checkpoint: which program wrote it. */
  readonly engine: string
  readonly flushMs: number
  readonly checkpointMs: number
  /** A hint for the group, after a checkpoint. `offset` is the next to read. */
  commit(partition: number, offset: bigint): Promise<void>
  /** Work in the background failed for good. */
  onFailure(error: unknown): void
}

export interface Restored {
  readonly partition: Partition
  /** The offset to read next. */
  readonly next: bigint
}

/** One partition's state and its way to safety. What fails in it is thrown away with it. */
export class PartitionTask {
  readonly partition: Partition
  readonly #ports: TaskPorts
  readonly #caution: Caution
  readonly #buffer: RowBuffer
  #next: bigint
  #savedNext: bigint
  #state: 'idle' | 'folding' | 'ended' = 'idle'
  #saving: Promise<void> | undefined
  #flushedAtMs: number
  #savedAtMs: number
  #savingBytes = 0
  #cardBytes = FIRST_CARD_BYTES

  constructor({ partition, next }: Restored, ports: TaskPorts, caution = new Caution(ports.clock)) {
    this.partition = partition
    this.#ports = ports
    this.#caution = caution
    this.#buffer = new RowBuffer(partition.number, ports.rows, ports.clock)
    this.#next = next
    this.#savedNext = next
    this.#flushedAtMs = ports.clock.nowMs() - phaseMs(partition.number, ports.flushMs)
    this.#savedAtMs = ports.clock.nowMs() - phaseMs(partition.number, ports.checkpointMs)
  }

  get next(): bigint {
    return this.#next
  }

  get rowsWaiting(): number {
    return this.#buffer.size
  }

  /** Of rows and of a checkpoint that is not acknowledged yet, about. */
  get bytesWaiting(): number {
    return this.#buffer.size * ROW_BYTES + this.#savingBytes
  }

  get waitedMs(): number {
    return this.#buffer.waitedMs
  }

  /** How long the newest checkpoint has been the newest, while there is something to save. */
  get unsavedMs(): number {
    return this.#hasNews || this.isSaving ? this.#ports.clock.nowMs() - this.#savedAtMs : 0
  }

  get isSaving(): boolean {
    return this.#saving !== undefined
  }

  /** One block holds no more: save now, and until then fold no further. */
  get isAtCap(): boolean {
    const { changedCardCount: cards } = this.partition
    return cards >= MOST_CHANGED_CARDS || cards * this.#cardBytes >= MOST_CHECKPOINT_BYTES
  }

  /** No more of it is saved or committed; a checkpoint under way may still land, it is a true one. */
  end(): void {
    this.#state = 'ended'
  }

  /**
   * Folds what is new of a batch and sees its effects acknowledged. Throws `CoreDefect`, or what an
   * effect threw: the state has then moved past effects that are not there, and the task must go.
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
    const { clock, flushMs, checkpointMs, onFailure } = this.#ports
    const nowMs = clock.nowMs()
    if (nowMs - this.#flushedAtMs >= flushMs) {
      this.#flushedAtMs = nowMs
      this.#buffer.add(this.partition.takeRows())
      if (!this.#buffer.isFlushing) this.#buffer.flush().catch(onFailure)
    }
    const isDue = nowMs - this.#savedAtMs >= checkpointMs || this.isAtCap
    if (isDue && this.#hasNews && !this.isSaving) this.#save().catch(onFailure)
  }

  /** Saves all there is. Nothing may be folded meanwhile. */
  async drain(): Promise<void> {
    await this.#saving
    if (this.#state === 'idle' && this.#hasNews) await this.#save()
  }

  get #hasNews(): boolean {
    return this.#next !== this.#savedNext
  }

  /** Consecutive records; one alone where the core has failed before. */
  #chunkAt(records: readonly LogRecord[], at: number): readonly LogRecord[] {
    const offset = records[at]?.offset ?? this.#next
    if (offset > this.#next) this.skipTo(offset, 'the log goes on behind them')
    const most = offset <= this.#caution.until ? 1 : CHUNK
    const chunk = records.slice(at, at + most)
    const jump = chunk.findIndex((record, index) => record.offset !== offset + BigInt(index))
    return jump === -1 ? chunk : chunk.slice(0, jump)
  }

  async #fold(chunk: readonly LogRecord[], { signal }: BatchContext): Promise<void> {
    const before = { ...this.partition.counts }
    this.#state = 'folding'
    let isFolded = false
    const effects = this.#effects(chunk, signal, () => {
      isFolded = true
    })
    try {
      if (!(await this.#leaveOut(chunk, effects))) {
        await processBatch(chunk, this.partition, effects)
      }
    } catch (error) {
      this.end()
      throw isFolded ? error : defectIn(chunk, error)
    }
    this.#next += BigInt(chunk.length)
    // A task that was ended meanwhile stays so.
    if (this.#state === 'folding') this.#state = 'idle'
    this.#ports.observer.folded(this.partition, countsSince(before, this.partition.counts))
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

  #effects(chunk: readonly LogRecord[], signal: AbortSignal, onFolded: () => void): Effects {
    const { sinks } = this.#ports
    const { number } = this.partition
    return {
      publishAlerts: async (alerts) => {
        onFolded()
        if (alerts.length > 0) await sinks.publishAlerts(alerts, signal)
      },
      sendProposals: async (proposals) => {
        if (proposals.length > 0) await sinks.sendProposals(proposals, signal)
      },
      keepDeadLetters: async (letters) => {
        onFolded()
        const refusals = letters.flatMap((letter) => refusalOf(letter, chunk))
        if (refusals.length > 0) await sinks.keepDeadLetters(number, refusals, signal)
      },
      // Detection does not wait for the store; the next checkpoint does.
      keepMarks: async (marks) => this.#buffer.add([], marks.map(markOf)),
    }
  }

  /** Steps in an order that a crash anywhere cannot break: old marker: replay; new one: go on. */
  async #save(): Promise<void> {
    const startedAtMs = this.#ports.clock.nowMs()
    this.#savedAtMs = startedAtMs
    const saved = Promise.withResolvers<void>()
    this.#saving = saved.promise
    try {
      // 1. Rows and state of one prefix, whose effects on the log `take` has seen acknowledged.
      const checkpoint = this.#snapshot()
      const { partition, marker, entries } = checkpoint
      // 2. Nothing is saved before every effect of the records it covers is acknowledged.
      await this.#buffer.flush()
      // 3. All of it or nothing.
      await this.#ports.store.save(checkpoint)
      this.#savedNext = marker + 1n
      const tookMs = this.#ports.clock.nowMs() - startedAtMs
      const sizeBytes = this.#savingBytes
      this.#ports.observer.saved({ partition, marker, entries: entries.length, sizeBytes, tookMs })
      // 4. A hint: the marker decides.
      if (this.#state !== 'ended') await this.#ports.commit(partition, marker + 1n)
    } finally {
      this.#savingBytes = 0
      this.#saving = undefined
      saved.resolve()
    }
  }

  #snapshot(): Checkpoint {
    const { partition } = this
    this.#buffer.add(partition.takeRows())
    const cards = partition.takeChangedCards()
    const marker = this.#next - 1n
    const entries = [...encodeChanges(partition, cards), markerEntry(marker, this.#ports.engine)]
    this.#savingBytes = entries.reduce((sum, { payload }) => sum + payload.length, 0)
    if (cards.length > 0) this.#cardBytes = Math.ceil(this.#savingBytes / cards.length)
    return { partition: partition.number, marker, entries }
  }
}

/** Partitions write at different times, so that they do not all hold up the log at once. */
function phaseMs(partition: number, periodMs: number): number {
  return ((partition % PHASES) / PHASES) * periodMs
}

const PHASES = 16

function defectIn(chunk: readonly LogRecord[], cause: unknown): CoreDefect {
  return new CoreDefect(chunk[0]?.offset ?? -1n, chunk.at(-1)?.offset ?? -1n, cause)
}

function refusalOf(letter: DeadLetterOutput, chunk: readonly LogRecord[]): Refusal[] {
  const record = chunk.find(({ offset }) => offset === letter.offset)
  return record ? [{ record, class: letter.class, reason: letter.reason }] : []
}

function markOf({ type, offset, iccid, eventTime, source, eventId, detail }: MarkOutput): Mark {
  const words = [`${source}/${eventId}`, detail].filter((word) => word !== '')
  return { offset, mark: type, iccid, eventTime, detail: words.join(': ') }
}
