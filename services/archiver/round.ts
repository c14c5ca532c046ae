import type { TableName } from './domain/tables.ts'
import type { LogBatch, LogRecord, Partition, Refusal } from './ports.ts'

/** The rows of one table out of one batch, and the records they were made of, one each. */
export interface Chunk extends Partition {
  readonly records: readonly LogRecord[]
  readonly rows: Buffer
}

/** What of a batch cannot be understood. */
export interface Refusals extends Partition {
  readonly refusals: readonly Refusal[]
}

export interface RoundLimits {
  /** Most rows of one table. */
  readonly rows: number
  /** Most memory, about; one batch may go beyond it. */
  readonly sizeBytes: number
}

interface Position extends Partition {
  /** The next to read. */
  readonly offset: bigint
  readonly joinSeq: number
}

/** Of a record beside its key and value: objects, headers, views into the fetch; measured, about. */
const RECORD_BYTES = 400

/** What was read and is not yet stored. Grows in place until it is full. */
export class Round {
  readonly chunks = new Map<TableName, Chunk[]>()
  readonly refused: Refusals[] = []
  readonly #limits: RoundLimits
  readonly #positions = new Map<string, Position>()
  readonly #rows = new Map<TableName, number>()
  #sizeBytes = 0

  constructor(limits: RoundLimits) {
    this.#limits = limits
  }

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  get isEmpty(): boolean {
    return this.#positions.size === 0
  }

  /** An empty round takes any batch, else a large one could never be read. */
  fits({ records }: LogBatch): boolean {
    if (this.isEmpty) return true
    const rows = Math.max(0, ...this.#rows.values()) + records.length
    return rows <= this.#limits.rows && this.#sizeBytes < this.#limits.sizeBytes
  }

  add(table: TableName, chunk: Chunk): void {
    const chunks = this.chunks.get(table)
    if (chunks) chunks.push(chunk)
    else this.chunks.set(table, [chunk])
    this.#rows.set(table, (this.#rows.get(table) ?? 0) + chunk.records.length)
    this.#sizeBytes += chunk.rows.length
    for (const record of chunk.records) this.#sizeBytes += sizeOf(record)
  }

  refuse(refused: Refusals): void {
    if (refused.refusals.length === 0) return
    this.refused.push(refused)
    for (const { record } of refused.refusals) this.#sizeBytes += sizeOf(record)
  }

  /** Everything of the batch is in this round or an earlier one. */
  reached({ topic, partition, lastOffset }: LogBatch, joinSeq: number): void {
    const place = `${topic}/${partition}`
    const known = this.#positions.get(place)
    if (known && known.joinSeq > joinSeq) return
    this.#positions.set(place, { topic, partition, offset: lastOffset + 1n, joinSeq })
  }

  /** What may be committed once all is stored: only what was read under this join of the group. */
  positions(joinSeq: number): readonly Position[] {
    return [...this.#positions.values()].filter((position) => position.joinSeq === joinSeq)
  }
}

function sizeOf({ key, value }: LogRecord): number {
  return RECORD_BYTES + (key?.length ?? 0) + (value?.length ?? 0)
}
