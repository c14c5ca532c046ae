import { expect, it } from 'vitest'
import { type Column, encodeRows } from '#runtime/row-binary.ts'
import { encodeInSlices } from './encode-in-slices.ts'

const COLUMNS: readonly Column<number>[] = [{ name: 'n', type: 'UInt32', value: (n) => n }]

it('gives the same bytes as one go', async () => {
  const rows = Array.from({ length: 23_456 }, (_, n) => n)
  expect(await encodeInSlices(COLUMNS, rows)).toEqual(encodeRows(COLUMNS, rows))
})

it('gives nothing for no rows', async () => {
  expect(await encodeInSlices(COLUMNS, [])).toHaveLength(0)
})
