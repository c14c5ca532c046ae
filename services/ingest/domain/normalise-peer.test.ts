import { expect, test } from 'vitest'
import { normalisePeer } from './normalise-peer.ts'

test.each([
  '13800138000',
  '+86 138-0013-8000',
  '0086 13800138000',
  '8613800138000',
  '013800138000',
  '(138) 0013.8000',
  '１３８００１３８０００',
])('writes a Chinese mobile number in one way: %s', (written) => {
  expect(normalisePeer(written)).toBe('13800138000')
})

test.each([
  ['+8610062345678', '10062345678'],
  ['+861062345678', '01062345678'],
  ['+8675512345678', '075512345678'],
  ['01062345678', '01062345678'],
  ['+8610086', '10086'],
  ['+8695588', '95588'],
  ['+864001234567', '4001234567'],
  ['+86106575123456', '106575123456'],
])('takes the country code off other Chinese numbers: %s', (written, number) => {
  expect(normalisePeer(written)).toBe(number)
})

test.each([
  ['+44 20 7123 4567', '442071234567'],
  ['00442071234567', '442071234567'],
  ['442071234567', '442071234567'],
])('takes the mark of international calls off: %s', (written, number) => {
  expect(normalisePeer(written)).toBe(number)
})

test('never takes a foreign number for a Chinese one of the same digits', () => {
  expect(normalisePeer('+1 380 213 8000')).toBe('+13802138000')
  expect(normalisePeer('+95 588')).toBe('+95588')
})

test('keeps the name of a sender, in lower case', () => {
  expect(normalisePeer(' Bank-OF China ')).toBe('bank-of china')
  expect(normalisePeer('中国移动')).toBe('中国移动')
})

test('leaves nothing of punctuation alone', () => {
  expect(normalisePeer(' - ()')).toBe('')
})
