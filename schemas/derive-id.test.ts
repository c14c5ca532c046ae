import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deriveId } from './derive-id.ts'
import { DerivedId } from './identifiers.ts'

test('is the same for the same parts, for ever', () => {
  expect(deriveId('alert', 'call-rate', '89860012345678901234')).toBe('vh07adj96t0bq233aepap5o81q')
})

test('keeps parts apart, wherever they are cut', () => {
  expect(deriveId('ab', 'c')).not.toBe(deriveId('a', 'bc'))
})

test('is always an id of the contract', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (parts) => {
      expect(DerivedId.safeParse(deriveId(...parts)).success).toBe(true)
    }),
  )
})
