import { describe, expect, it } from 'vitest'
import { type Column, columnNames, encodeRows, RowNotEncodable } from './row-binary.ts'
import { RowBinaryWriter } from './row-binary-writer.ts'

interface Row {
  readonly iccid: string
  readonly count: number
}

const columns: Column<Row>[] = [
  { name: 'iccid', type: 'LowCardinality(String)', value: ({ iccid }) => iccid },
  { name: 'count', type: 'UInt8', value: ({ count }) => count },
]

describe('encodeRows', () => {
  it('writes values one after the other, in the columns’ order', () => {
    expect(columnNames(columns)).toEqual(['iccid', 'count'])
    expect(encodeRows(columns, [{ iccid: 'é1', count: 7 }]).toString('hex')).toBe('03c3a93107')
  })

  it('marks nulls and counts the items of an array', () => {
    const types: Column<null>[] = [
      { name: 'a', type: 'Nullable(UInt16)', value: () => null },
      { name: 'b', type: 'Nullable(UInt16)', value: () => 258 },
      { name: 'c', type: 'Array(UInt8)', value: () => [1, 2] },
      { name: 'd', type: 'DateTime64(3)', value: () => -1 },
    ]
    const bytes = encodeRows(types, [null]).toString('hex')
    expect(bytes).toBe(`01${'000201'}${'020102'}${'ffffffffffffffff'}`)
  })

  it('says which row and column does not fit', () => {
    const rows = [
      { iccid: '1', count: 255 },
      { iccid: '2', count: 256 },
    ]
    expect(() => encodeRows(columns, rows)).toThrow(
      expect.objectContaining({ name: RowNotEncodable.name, rowIndex: 1, column: 'count' }),
    )
  })

  it('grows with its rows', () => {
    const rows = Array.from({ length: 5_000 }, (_, count) => ({
      iccid: '8986'.repeat(10),
      count: count % 256,
    }))
    expect(encodeRows(columns, rows)).toHaveLength(5_000 * 42)
  })
})

describe('RowBinaryWriter', () => {
  it('writes sizes in as many bytes as they need', () => {
    const writer = new RowBinaryWriter(1)
    for (const size of [0, 127, 128, 300, 2 ** 31 - 1]) writer.size(size)
    expect(writer.finish().toString('hex')).toBe('007f8001ac02ffffffff07')
  })

  it('can take back an unfinished row', () => {
    const writer = new RowBinaryWriter(4)
    writer.string('kept')
    const { lengthBytes } = writer
    writer.string('dropped')
    writer.truncate(lengthBytes)
    expect(writer.finish().toString()).toBe('\u0004kept')
  })
})
