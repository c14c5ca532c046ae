import { expect, test } from 'vitest'
import { above, atLeast } from '../detectors/detector.ts'
import { contributionsOf, outcomesAt, scoreOf } from './condition-outcome.ts'

const calls = above('callsOutgoing.1h', 60)
const callees = above('peersDistinct.1h', { act: 20 })

function outcomes(level: 'warn' | 'act', values: Record<string, number>, factor = 1) {
  return outcomesAt([calls, callees], { level, factor, observe: ({ feature }) => values[feature] })
}

test('a limit is the largest value still accepted', () => {
  expect(outcomes('warn', { 'callsOutgoing.1h': 60 })).toBeUndefined()
  expect(outcomes('warn', { 'callsOutgoing.1h': 61 })).toMatchObject([
    { observed: 61, threshold: 60 },
  ])
})

test('a number holds for both levels, a named one only for its own', () => {
  const few = { 'callsOutgoing.1h': 61, 'peersDistinct.1h': 20 }
  expect(outcomes('warn', few)).toHaveLength(1)
  expect(outcomes('act', few)).toBeUndefined()
  expect(outcomes('act', { ...few, 'peersDistinct.1h': 21 })).toHaveLength(2)
})

test('a condition whose feature does not exist is not met', () => {
  expect(outcomes('act', { 'callsOutgoing.1h': 99 })).toBeUndefined()
})

test('nothing but support is no finding', () => {
  const support = [atLeast('callsOutgoing.7d', 5)]
  expect(outcomesAt(support, { level: 'act', factor: 1, observe: () => 9 })).toBeUndefined()
})

test('a role stretches limits, not ratios, support or what a contract says', () => {
  expect(outcomes('warn', { 'callsOutgoing.1h': 120 }, 2)).toBeUndefined()
  const fixed = [
    above('callerRatio.7d', 0.8, { scale: 'ratio' }),
    above('callsOutgoing.day', 5, { contract: 'hours' }),
    atLeast('callsOutgoing.7d', 5),
  ]
  const thresholds = outcomesAt(fixed, { level: 'act', factor: 3, observe: () => 9 })
  expect(thresholds?.map(({ threshold }) => threshold)).toEqual([0.8, 5, 5])
})

test('scores 0.5 at the limit and 1 at twice the limit, a ratio at 1', () => {
  const score = (condition: typeof calls, observed: number, threshold: number) =>
    scoreOf({ condition, observed, threshold })
  expect(score(calls, 60, 60)).toBe(0.5)
  expect(score(calls, 90, 60)).toBe(0.75)
  expect(score(calls, 500, 60)).toBe(1)
  expect(score(above('callerRatio.7d', 0.8, { scale: 'ratio' }), 0.9, 0.8)).toBeCloseTo(0.75)
  expect(score(calls, 1, 0)).toBe(1)
})

test('contributions are shares of the distance beyond the limits; support has none', () => {
  const shares = contributionsOf([
    { condition: calls, observed: 90, threshold: 60 },
    { condition: callees, observed: 50, threshold: 20 },
    { condition: atLeast('callsOutgoing.7d', 5), observed: 900, threshold: 5 },
  ])
  expect(shares[0]).toBeCloseTo(0.25)
  expect(shares[1]).toBeCloseTo(0.75)
  expect(shares[2]).toBe(0)
})
