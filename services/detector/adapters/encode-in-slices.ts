import { setImmediate } from 'node:timers/promises'
import { type Column, encodeRows } from '#runtime/row-binary.ts'

/** Some 40 ms: small enough that alerts hardly wait, large enough to keep up when a backlog is read. */
const SLICE_ROWS = 10_000

/** The same bytes as `encodeRows`, with a breath after each slice of a large block. */
export function encodeInSlices<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<Buffer> {
  return inSlices(rows.length, (from, to) => encodeRows(columns, rows.slice(from, to)))
}

/** Encodes so many rows, slice after slice, with a breath after each. */
export async function inSlices(
  count: number,
  encode: (from: number, to: number) => Buffer,
): Promise<Buffer> {
  const slices: Buffer[] = []
  for (let from = 0; from < count; from += SLICE_ROWS) {
    slices.push(encode(from, Math.min(from + SLICE_ROWS, count)))
    await setImmediate()
  }
  return Buffer.concat(slices)
}
