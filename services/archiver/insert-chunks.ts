import type { TableName } from './domain/tables.ts'
import { type ChunkMaker, makeChunks } from './make-chunks.ts'
import type { Partition, Refusal, Store } from './ports.ts'
import type { Chunk } from './round.ts'

export interface Inserter extends ChunkMaker {
  readonly store: Store
  /** A record whose row the store refuses, alone. */
  refused(from: Partition, refusal: Refusal): void
}

/** Inserts rows as one block. The store names no culprit: halves are tried until each stands alone. */
export async function insertChunks(
  table: TableName,
  chunks: readonly Chunk[],
  inserter: Inserter,
): Promise<void> {
  const rows = Buffer.concat(chunks.map((chunk) => chunk.rows))
  const inserted = await inserter.store.insert(table, rows)
  if (inserted.status === 'stored') return
  const [chunk] = chunks
  const [record] = chunk?.records ?? []
  if (!chunk || !record) return
  if (chunks.length === 1 && chunk.records.length === 1) {
    inserter.refused(chunk, { record, class: 'semantic', reason: inserted.reason })
    return
  }
  for (const half of halves(table, chunks, inserter)) await insertChunks(table, half, inserter)
}

function halves(
  table: TableName,
  chunks: readonly Chunk[],
  maker: ChunkMaker,
): readonly (readonly Chunk[])[] {
  const [only] = chunks
  if (chunks.length > 1 || !only) return split(chunks)
  return split(only.records).map((records) => {
    const half = makeChunks({ ...only, records }, maker).chunks.get(table)
    return half ? [half] : []
  })
}

function split<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const middle = Math.ceil(items.length / 2)
  return [items.slice(0, middle), items.slice(middle)]
}
