import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Line, LineSplitter } from './line-splitter.ts'

const MAXIMUM_BYTES = 8

function split(chunks: readonly Buffer[]): Line[] {
  const splitter = new LineSplitter({ maximumBytes: MAXIMUM_BYTES })
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()]
}

function texts(text: string) {
  return split([Buffer.from(text)]).map((line) => [
    line.number,
    'bytes' in line ? Buffer.from(line.bytes).toString() : line.sizeBytes,
  ])
}

test.each([
  [
    'a line separator is no end of a line',
    'a\u2028b\nc',
    [
      [1, 'a\u2028b'],
      [2, 'c'],
    ],
  ],
  ['a paragraph separator is no end of a line', 'a\u2029b', [[1, 'a\u2029b']]],
  [
    'a carriage return before the end is left out',
    'a\r\nb\r',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  ['a lone carriage return is no end of a line', 'a\rb', [[1, 'a\rb']]],
  ['blank lines are counted and not given', '\n \t\r\n\na\n\n', [[4, 'a']]],
  [
    'a mark of the byte order is left out at the start',
    '\uFEFFa\nb',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  ['a mark alone is a blank line', '\uFEFF\r\nb', [[2, 'b']]],
  [
    'a line of the maximum is held',
    '12345678\na',
    [
      [1, '12345678'],
      [2, 'a'],
    ],
  ],
  [
    'a longer one has only its size',
    '123456789\na',
    [
      [1, 9],
      [2, 'a'],
    ],
  ],
  ['sizes are bytes', '你好吗', [[1, 9]]],
  ['nothing has no line', '', []],
])('%s', (_name, text, lines) => {
  expect(texts(text)).toEqual(lines)
})

test('wherever the bytes are cut, the lines are the same', () => {
  const letters = fc.constantFrom(...'ab\n\r \u2028\uFEFF你')
  const text = fc.string({ unit: letters, maxLength: 60 })
  fc.assert(
    fc.property(text, fc.array(fc.nat(8)), (whole, sizes) => {
      expect(split(cut(Buffer.from(whole), sizes))).toEqual(split([Buffer.from(whole)]))
    }),
  )
})

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  let rest = bytes
  const parts = sizes.map((size) => {
    const part = rest.subarray(0, size)
    rest = rest.subarray(size)
    return part
  })
  return [...parts, rest]
}
