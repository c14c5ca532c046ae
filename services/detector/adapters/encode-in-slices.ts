import { setImmediate } from 'node:timers/promises'
import { type Column, encodeRows } from '#runtime/row-binary.ts'

/** Some 40 ms: small enough that alerts hardly wait, large enough to keep up when a backlog is read. */
const SLICE_ROWS = 10_000

/** The same bytes as `encodeRows`, with a breath after each slice of a large block. */
export async function encodeInSlices<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<Buffer> {
  const slices: Buffer[] = []
  for (let from = 0; from < rows.length; from += SLICE_ROWS) {
    slices.push(encodeRows(columns, rows.slice(from, from + SLICE_ROWS)))
    await setImmediate()
  }
  return Buffer.concat(slices)
}
