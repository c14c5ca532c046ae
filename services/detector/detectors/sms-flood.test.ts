import { expect, test } from 'vitest'
import {
  alertsOf,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  profile,
  SECOND_MS,
  sms,
  stepsOf,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'sms-flood'
const flood = (count: number, start = TEN) =>
  times(count, (n) => sms({ eventTime: start + n * SECOND_MS }))

test('finds the 201st message within an hour', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...flood(200)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...flood(201))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'high' }])
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'reverify', 'bar sms'])
})

test('finds the 1,001st message of a day, however slowly they went', () => {
  const slow = (count: number) => times(count, (n) => sms({ eventTime: TEN + n * 0.5 * MINUTE_MS }))
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...slow(1_000)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...slow(1_001)))).toHaveLength(1)
})

test('lets people greet each other on a holiday', () => {
  const newYear = Date.UTC(2027, 1, 6, 2)
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...flood(500, newYear)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...flood(501, newYear)))).toHaveLength(1)
})

test('only watches an IoT card', () => {
  const open = profile({ functions: { voice: true, sms: true, data: true } })
  expect(alertsOf(ID, judgeUnderPolicy(open, ...flood(101)))).toMatchObject([{ mode: 'shadow' }])
})
