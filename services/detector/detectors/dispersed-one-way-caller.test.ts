import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  HOUR_MS,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'dispersed-one-way-caller'
const OTHER_CARD = '89860012345678900000'
/** Somebody's incoming call: the feed carries such. */
const incoming = call({ iccid: OTHER_CARD, direction: 'incoming', eventTime: TEN - HOUR_MS })
const calls = (count: number, callees: number) =>
  times(count, (n) => call({ eventTime: TEN + n * 5 * MINUTE_MS, peer: `t1:p${n % callees}` }))

test('watches, from the 50th call on, a card that only calls out, each time another number', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), incoming, ...calls(49, 49)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), incoming, ...calls(50, 50))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', score: 1, severity: 'high' }])
  expect(outputs.some(({ type }) => type === 'proposal')).toBe(false)
})

test('is quiet about a card that calls the same people', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), incoming, ...calls(60, 30)))).toEqual([])
})

test('is quiet about a card that is called as well', () => {
  const called = times(15, () => call({ direction: 'incoming', eventTime: TEN }))
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...called, ...calls(60, 60)))).toEqual([])
})

test('says nothing while the feed carries no incoming calls of anybody', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(60, 60)))).toEqual([])
})
