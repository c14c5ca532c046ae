import type { DeadLetterClass } from '#schemas/dead-letter.ts'
import type { RowBlock } from '../card/row-block.ts'
import type {
  AlertOutput,
  FactOutput,
  Fate,
  MarkOutput,
  ProposalOutput,
  RawRecord,
  StateEntry,
} from '../ports.ts'
import type { StagePartition } from './stage.ts'

/** A record as the log gave it, whole enough to become a dead letter. */
export interface LogRecord extends RawRecord {
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, Buffer>>
}

/** A record that is left out, and why. The reason names fields and types, never a value. */
export interface Refusal {
  readonly record: LogRecord
  readonly class: DeadLetterClass
  readonly reason: string
}

export interface BatchContext {
  /** Aborts when the process or the group will wait no longer: effects then reject. */
  readonly signal: AbortSignal
  /** Lets everything else in the process have its turn, Kafka too, between two pieces of work. */
  heartbeat(): Promise<void>
}

/** Where a batch's outputs go that other processes wait for. None gives up before `signal` aborts. */
export interface Sinks {
  publishAlerts(alerts: readonly AlertOutput[], signal: AbortSignal): Promise<void>
  sendProposals(proposals: readonly ProposalOutput[], signal: AbortSignal): Promise<void>
  sendFacts(facts: readonly FactOutput[], signal: AbortSignal): Promise<void>
  keepDeadLetters(
    partition: number,
    refusals: readonly Refusal[],
    signal: AbortSignal,
  ): Promise<void>
}

/** What was read and counted in no feature, or never read at all. A row of `event_marks`. */
export interface Mark {
  readonly offset: bigint
  readonly mark: MarkOutput['type'] | 'gap'
  readonly iccid: string
  readonly eventTime: number
  readonly detail: string
}

export interface RowBatch {
  readonly partition: number
  readonly blocks: readonly RowBlock[]
  readonly marks: readonly Mark[]
}

/** Where feature rows and marks go. */
export interface RowSink {
  /** Resolves when all are there for good. Waits while the store is away. */
  insert(batch: RowBatch): Promise<void>
}

/** All that a partition's log has said up to and with `marker`. */
export interface Checkpoint {
  readonly partition: number
  /** Offset of the last record folded in: the version of every entry. */
  readonly marker: bigint
  /** What changed since the checkpoint before, and the marker itself. */
  readonly entries: readonly StateEntry[]
}

/** An entry as it is stored. */
export interface SavedEntry extends StateEntry {
  /** The marker of the checkpoint that wrote it. */
  readonly marker: bigint
}

/** Where checkpoints are. All wait while the store is away. */
export interface StateStore {
  /**
   * Gives the newest of every key, as of one moment and in the order of keys, to what `begin` makes:
   * nothing when the partition has no checkpoint. A try that fails half-way begins again.
   */
  load(partition: number, begin: () => (entry: SavedEntry) => void): Promise<void>
  /** All entries of some cards. */
  loadCards(partition: number, iccids: readonly string[]): Promise<readonly SavedEntry[]>
  /** All of it or nothing, whatever happens meanwhile. */
  save(checkpoint: Checkpoint): Promise<void>
}

/** The log the tasks read. A pause outlives a new assignment, a seek does not. */
export interface Log {
  pause(partition: number, reason: string): void
  resume(partition: number): void
  seek(partition: number, offset: bigint): void
  /** `offset` is the next to read. A hint: it may fail. */
  commit(partition: number, offset: bigint): Promise<void>
  /** What the partition holds: from `low` up to but not with `high`. Waits while Kafka is away. */
  range(partition: number): Promise<{ readonly low: bigint; readonly high: bigint }>
}

/** Milliseconds that only ever grow, to tell how long something took; no time of the data. */
export interface Clock {
  nowMs(): number
  /** Resolves when so long has passed. */
  passed(ms: number): Promise<void>
}

interface Saved {
  readonly partition: number
  readonly marker: bigint
  readonly entries: number
  readonly sizeBytes: number
  readonly tookMs: number
}

export interface Gap {
  readonly partition: number
  /** First and last offset that were never read. */
  readonly from: bigint
  readonly to: bigint
  readonly cause: string
}

/** Who wants to know what happened. */
export interface Observer {
  restored(task: { partition: StagePartition; next: bigint; tookMs: number }): void
  /** What became of the records just folded. */
  folded(partition: StagePartition, fates: Readonly<Partial<Record<Fate, number>>>): void
  saved(checkpoint: Saved): void
  gap(gap: Gap): void
  /** Cards went out of memory, or came back into it. */
  evicted(cards: number): void
  loaded(cards: number, tookMs: number): void
  /** Another owner was ahead, and its checkpoint is taken over. */
  overtaken(partition: number, error: Error): void
  /** The core failed. `offset`: the record it failed on for the second time, which is left out. */
  defect(partition: number, error: unknown, offset: bigint | undefined): void
  /** Too many defects: the partition is read no further. */
  stopped(partition: number): void
}
