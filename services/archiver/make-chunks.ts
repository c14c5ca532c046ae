import type { Row, TableName } from './domain/tables.ts'
import type { LogBatch, LogRecord, Partition, Refusal, Store } from './ports.ts'
import type { Chunk } from './round.ts'
import type { Routed } from './routes.ts'

export interface Chunks {
  readonly chunks: ReadonlyMap<TableName, Chunk>
  readonly refusals: readonly Refusal[]
}

export interface ChunkMaker {
  readonly store: Pick<Store, 'encode'>
  route(record: LogRecord, at: Partition): Routed
}

interface Pile {
  readonly records: LogRecord[]
  readonly rows: Row['row'][]
}

/** The rows of some records by table, as bytes, and the records that have none they should have. */
export function makeChunks(batch: Omit<LogBatch, 'lastOffset'>, maker: ChunkMaker): Chunks {
  const { topic, partition } = batch
  const refusals: Refusal[] = []
  const piles = new Map<TableName, Pile>()
  for (const record of batch.records) {
    const routed = maker.route(record, batch)
    if (routed.status === 'bad') {
      refusals.push({ record, class: routed.class, reason: routed.reason })
      continue
    }
    for (const { table, row } of routed.rows) pileUp(piles, table, { record, row })
  }
  const chunks = new Map<TableName, Chunk>()
  for (const [table, pile] of piles) {
    const rows = encode(table, pile)
    const { records } = pile
    if (records.length > 0) chunks.set(table, { topic, partition, records, rows })
  }
  return { chunks, refusals }

  /** Takes out of the pile what no column can hold. */
  function encode(table: TableName, { records, rows }: Pile): Buffer {
    while (true) {
      const encoded = maker.store.encode(table, rows)
      if (encoded.status === 'encoded') return encoded.rows
      const [record] = records.splice(encoded.rowIndex, 1)
      rows.splice(encoded.rowIndex, 1)
      if (record) refusals.push({ record, class: 'semantic', reason: encoded.reason })
    }
  }
}

interface RecordRow {
  readonly record: LogRecord
  readonly row: Row['row']
}

function pileUp(piles: Map<TableName, Pile>, table: TableName, { record, row }: RecordRow): void {
  const pile = piles.get(table)
  if (!pile) {
    piles.set(table, { records: [record], rows: [row] })
    return
  }
  pile.records.push(record)
  pile.rows.push(row)
}
