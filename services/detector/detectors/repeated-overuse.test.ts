import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  stepsOf,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'

const ID = 'repeated-overuse'
const day = (number: number, count: number) =>
  times(count, (n) => call({ eventTime: TEN + number * DAY_MS + n * MINUTE_MS }))
const over = (...days: readonly number[]) => days.flatMap((number) => day(number, 51))

test('watches a card that calls too often on the third day in a row', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...over(0, 1), ...day(2, 50)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...over(0, 1, 2))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'high' }])
  expect(alertsOf(ID, outputs)[0]?.evidence.features).toMatchObject([{ observed: 3 }])
  expect(stepsOf(ID, outputs)).toEqual([])
})

test('counts the days that a telesales card went beyond its contract', () => {
  const seller = telesales({ telesales: { callsPerDay: 10 } })
  const days = [0, 1, 2].flatMap((number) => day(number, 11))
  expect(alertsOf(ID, judgeUnderPolicy(seller, ...days))).toHaveLength(1)
})

test('is quiet when a day lies between', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...over(0, 1, 3, 4)))).toEqual([])
})

test('is quiet about a courier, whose days are busy ones', () => {
  const courier = ordinary({ businessRole: 'courier' })
  expect(alertsOf(ID, judgeUnderPolicy(courier, ...over(0, 1, 2, 3)))).toEqual([])
})
