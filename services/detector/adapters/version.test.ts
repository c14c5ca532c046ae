import { expect, it } from 'vitest'
import { offsetOf, versionOf } from './version.ts'

it('puts a later record of a log above an earlier one, and a newer log above both', () => {
  expect(versionOf(1, 8n)).toBeGreaterThan(versionOf(1, 7n))
  expect(versionOf(2, 0n)).toBeGreaterThan(versionOf(1, 2n ** 47n))
})

it('gives back the offset it was made of', () => {
  expect(offsetOf(versionOf(65_535, 2n ** 48n - 1n))).toBe(2n ** 48n - 1n)
})
