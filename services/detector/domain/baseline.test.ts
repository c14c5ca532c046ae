import { expect, test } from 'vitest'
import { baselineFrom } from './baseline.ts'

test('is the median, and a spread that one wild day does not move', () => {
  const calm = baselineFrom([10, 12, 11, 9, 10, 13, 12], 7)
  expect(calm).toEqual({ median: 11, spread: 1.4826, days: 7 })
  const wild = baselineFrom([10, 12, 11, 9, 10, 13, 9_000], 7)
  expect(wild.median).toBe(11)
  expect(wild.spread).toBe(1.4826)
})

test('takes the middle of two', () => {
  expect(baselineFrom([2, 4], 2)).toMatchObject({ median: 3, spread: 1.4826 })
})

test('counts days without use as nothing, and is never below 1', () => {
  expect(baselineFrom([50], 5)).toEqual({ median: 1, spread: 1, days: 5 })
  expect(baselineFrom([], 0)).toEqual({ median: 1, spread: 1, days: 0 })
})
