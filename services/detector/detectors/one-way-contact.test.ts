import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  sms,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'

const ID = 'one-way-contact'
/** Calls and messages in turn. */
const contacts = (count: number) =>
  times(count, (n) => (n % 2 === 0 ? call : sms)({ eventTime: TEN + n * MINUTE_MS }))
const reply = (fields = {}) => sms({ direction: 'incoming', ...fields })

test('watches the tenth contact in a day with one number that never answers back', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...contacts(9)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...contacts(10))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'low' }])
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), ...contacts(10)))).toHaveLength(1)
})

test('takes off what came back from it', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), reply(), ...contacts(10)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), reply(), ...contacts(11)))).toHaveLength(1)
})

test('is never tripped by the reply itself', () => {
  const late = reply({ eventTime: TEN + 12 * MINUTE_MS })
  const outputs = judgeUnderPolicy(ordinary(), ...contacts(12), late)
  // Told at the first, second and fourth finding: the reply would be the fourth.
  expect(alertsOf(ID, outputs).map(({ count }) => count)).toEqual([1, 2])
})

test('is quiet about many numbers, each written to a few times', () => {
  const spread = times(40, (n) => sms({ eventTime: TEN + n * MINUTE_MS, peer: `t1:p${n % 10}` }))
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...spread))).toEqual([])
})
