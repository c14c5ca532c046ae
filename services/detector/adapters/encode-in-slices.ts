import { setImmediate } from 'node:timers/promises'
import { type Column, encodeRows } from '#runtime/row-binary.ts'

/** Some 40 ms: small enough that alerts hardly wait, large enough to keep up when a backlog is read. */
const SLICE_ROWS = 10_000

/** The same bytes as `encodeRows`, with a breath after each slice of a large block. */
export function encodeInSlices<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<Buffer> {
  return inSlices(rows, (slice) => encodeRows(columns, slice))
}

/** Encodes slice after slice, with a breath after each. */
export async function inSlices<Row>(
  rows: readonly Row[],
  encode: (slice: readonly Row[]) => Buffer,
): Promise<Buffer> {
  const slices: Buffer[] = []
  for (let from = 0; from < rows.length; from += SLICE_ROWS) {
    slices.push(encode(rows.slice(from, from + SLICE_ROWS)))
    await setImmediate()
  }
  return Buffer.concat(slices)
}
