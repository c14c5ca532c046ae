import { setImmediate } from 'node:timers/promises'
import { type Column, writeRows } from '#runtime/row-binary.ts'
import { RowBinaryWriter } from '#runtime/row-binary-writer.ts'

/** Some 8 ms: small enough that alerts hardly wait, large enough to keep up when a backlog is read. */
const SLICE_ROWS = 2_000

/**
 * The same bytes as `encodeRows`, with a breath after each slice of a large block. `sizeBytes`: how many
 * there will be about, so that they are written into one piece of memory.
 */
export async function encodeInSlices<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  sizeBytes?: number,
): Promise<Buffer> {
  const writer = new RowBinaryWriter(sizeBytes)
  for (let from = 0; from < rows.length; from += SLICE_ROWS) {
    writeRows(columns, rows.slice(from, from + SLICE_ROWS), writer)
    await setImmediate()
  }
  return writer.finish()
}
