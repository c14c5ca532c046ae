import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'many-callees'
const calls = (count: number, gapMs: number, callees = count) =>
  times(count, (n) => call({ eventTime: TEN + n * gapMs, peer: `t1:p${n % callees}` }))

test('watches a card that calls more than 30 numbers in an hour', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(30, MINUTE_MS)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...calls(31, MINUTE_MS))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'medium' }])
})

test('watches a card that calls more than 80 numbers in a day', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(80, 8 * MINUTE_MS)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(81, 8 * MINUTE_MS)))).toHaveLength(1)
})

test('is quiet about redialling a few numbers, and about a courier’s round', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(50, MINUTE_MS, 5)))).toEqual([])
  const courier = ordinary({ businessRole: 'courier' })
  expect(alertsOf(ID, judgeUnderPolicy(courier, ...calls(120, MINUTE_MS)))).toEqual([])
})
