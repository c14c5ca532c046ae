import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  judgeUnderPolicy,
  ordinary,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'many-devices-week'
const imei = (n: number) => String(86_012_345_678_900 + n)
const moves = (count: number, everyDays: number) =>
  times(count, (n) => call({ eventTime: TEN + n * everyDays * DAY_MS, imei: imei(n) }))

test('is quiet at three devices in a week, and watches the fourth', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...moves(3, 1)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...moves(4, 1))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'medium', mode: 'shadow' }])
})

test('never counts more than a week', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...moves(12, 3)))).toEqual([])
})

test('is quiet about a phone with two slots and a new one', () => {
  const records = times(20, (n) => call({ eventTime: TEN + n * 1_000, imei: imei(n % 3) }))
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...records))).toEqual([])
})
