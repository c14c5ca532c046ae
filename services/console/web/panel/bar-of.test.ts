import { expect, test } from 'vitest'
import { barOf } from './bar-of.ts'

test('the longer of observed and limit nearly fills the bar', () => {
  const { observedShare, limitShare, isBeyond } = barOf({
    observed: 120,
    threshold: 60,
    comparator: '>',
  })
  expect(observedShare).toBeCloseTo(0.926, 3)
  expect(limitShare).toBeCloseTo(0.463, 3)
  expect(isBeyond).toBe(true)
})

test('at the limit is not beyond it', () => {
  expect(barOf({ observed: 60, threshold: 60, comparator: '>' }).isBeyond).toBe(false)
})

test('nothing allowed and nothing seen is an empty bar', () => {
  expect(barOf({ observed: 0, threshold: 0, comparator: '>' })).toEqual({
    observedShare: 0,
    limitShare: 0,
    isBeyond: false,
  })
})
