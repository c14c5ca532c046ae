import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  judgeUnderPolicy,
  ordinary,
  SECOND_MS,
  stepsOf,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'

const ID = 'call-burst'
const burst = (count: number, gapMs: number) =>
  times(count, (n) => call({ eventTime: TEN + n * gapMs }))

test('flags the 31st call within 5 minutes', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...burst(30, SECOND_MS)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...burst(31, SECOND_MS))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'medium', mode: 'live' }])
  expect(stepsOf(ID, outputs)).toEqual(['flag'])
})

test('only watches a telesales card, at twice the number', () => {
  const outputs = judgeUnderPolicy(telesales(), ...burst(61, SECOND_MS))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow' }])
  expect(stepsOf(ID, outputs)).toEqual([])
})

test('is quiet about the same calls over more than 5 minutes', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...burst(60, 11 * SECOND_MS)))).toEqual([])
})
