import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  HOUR_MS,
  judgeUnderPolicy,
  ordinary,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'one-way-caller'
const OTHER_CARD = '89860012345678900000'
/** Somebody's incoming call: the feed carries such. */
const elsewhere = call({ iccid: OTHER_CARD, direction: 'incoming', eventTime: TEN - HOUR_MS })
const calledBack = (count: number) =>
  times(count, (n) => call({ direction: 'incoming', eventTime: TEN - n - 1 }))
const calls = (count: number) => times(count, (n) => call({ eventTime: TEN + n * HOUR_MS }))

test('watches a card of whose calls more than 83 % go out', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calledBack(5), ...calls(24)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...calledBack(5), ...calls(25))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'low' }])
})

test('has no ratio below 20 calls', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calledBack(1), ...calls(19)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calledBack(1), ...calls(20)))).toHaveLength(1)
})

test('watches a card that nobody calls from its 31st call on', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), elsewhere, ...calls(30)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), elsewhere, ...calls(31)))).toHaveLength(1)
})

test('says nothing while the feed carries no incoming calls of anybody', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(60)))).toEqual([])
})
