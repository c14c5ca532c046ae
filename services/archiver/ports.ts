import type { DeadLetterClass } from '#schemas/dead-letter.ts'
import type { Row, TableName } from './domain/tables.ts'

/** A record as the log gave it. */
export interface LogRecord {
  readonly offset: bigint
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, Buffer>>
  /** Epoch milliseconds. */
  readonly timestamp: number
}

export interface Partition {
  readonly topic: string
  readonly partition: number
}

/** Some records of one partition, in the log's order. */
export interface LogBatch extends Partition {
  readonly records: readonly LogRecord[]
  /** The last offset the batch covers. */
  readonly lastOffset: bigint
}

/** Where the rows go. */
export interface Store {
  /** Rows of one table as bytes, or the first that its columns cannot hold. */
  encode(table: TableName, rows: readonly Row['row'][]): Encoded
  /**
   * `stored`: all rows are there for good; the same again changes nothing. `refused`: none is, because
   * of the rows themselves. While the store is away it waits.
   */
  insert(table: TableName, rows: Buffer): Promise<Inserted>
}

export type Encoded =
  | { readonly status: 'encoded'; readonly rows: Buffer }
  | { readonly status: 'bad'; readonly rowIndex: number; readonly reason: string }

export type Inserted =
  | { readonly status: 'stored' }
  | { readonly status: 'refused'; readonly reason: string }

/** Where the log's records are read from. */
export interface Log {
  /** Counts the joins of the group. */
  readonly joinSeq: number
  /** `offset` is the next to read. Only a hint: it may fail, and records come again. */
  commit(offsets: readonly (Partition & { readonly offset: bigint })[]): Promise<void>
}

/** A record that cannot be archived, and why. */
export interface Refusal {
  readonly record: LogRecord
  readonly class: DeadLetterClass
  /** Names fields and types, never a value. */
  readonly reason: string
}

/** Where records go that cannot be archived. */
export interface DeadLetters {
  /** Resolves when all are kept for good. */
  keep(from: Partition, refusals: readonly Refusal[]): Promise<void>
}

/** Who wants to know what happened. */
export interface Observer {
  /** `oldestAppendedAt`: of the row that waited longest, epoch milliseconds. */
  stored(
    table: TableName,
    rows: { readonly count: number; readonly oldestAppendedAt: number },
  ): void
  /** Memory of what was read and is not stored, about. */
  buffered(sizeBytes: number): void
  /** A dead letter that the store refuses leaves no trace but this. */
  lost(from: Partition, reason: string): void
}
