import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  HOUR_MS,
  judgeUnderPolicy,
  ordinary,
  profile,
  TEN,
} from '../../../test/support/builders.ts'

const ID = 'region-jump'
const REGIONS = ['CN-HN', 'CN-GD', 'CN-BJ', 'CN-SH']
const trip = (count: number, everyHours: number) =>
  REGIONS.slice(0, count).map((region, n) =>
    call({ eventTime: TEN + n * everyHours * HOUR_MS, region }),
  )

test('is quiet at two regions in two days, and watches the third', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...trip(2, 1)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...trip(3, 12))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'medium', mode: 'shadow' }])
})

test('never counts more than two days', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...trip(4, 24)))).toEqual([])
})

test('leaves IoT cards to their contract', () => {
  expect(alertsOf(ID, judgeUnderPolicy(profile(), ...trip(4, 1)))).toEqual([])
})
