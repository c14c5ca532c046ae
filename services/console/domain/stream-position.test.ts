import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatPosition, parsePosition } from './stream-position.ts'

const TOPICS = ['a', 'b']

test('says where each partition of each topic stands', () => {
  expect(formatPosition({ a: [3, 40], b: [0] }, TOPICS)).toBe('3.14~0')
})

test('reads what it wrote', () => {
  const offsets = fc.array(fc.nat({ max: 2 ** 45 }), { maxLength: 16 })
  fc.assert(
    fc.property(offsets, offsets, (a, b) => {
      expect(parsePosition(formatPosition({ a, b }, TOPICS), TOPICS)).toEqual({ a, b })
    }),
  )
})

test.each(['', '1', '1~2~3', 'x y~1', '1~-1', '1..2~1', '__proto__~1'])('refuses %j', (text) => {
  expect(parsePosition(text, TOPICS)).toBeNull()
})
