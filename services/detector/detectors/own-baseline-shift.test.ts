import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  HOUR_MS,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  profile,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'
import { ownBaselineShift } from './own-baseline-shift.ts'

const ID = 'own-baseline-shift'
const MORNING = TEN - HOUR_MS
const calls = (count: number, daysAgo = 0) =>
  times(count, (n) => call({ eventTime: MORNING - daysAgo * DAY_MS + n * 2 * MINUTE_MS }))
/** Calls of each day before, oldest first. */
const before = (...counts: readonly number[]) =>
  counts.flatMap((count, n) => calls(count, counts.length - n))
const USUAL = [20, 30, 40, 20, 30, 40, 30] // median 30, spread 14.826

test('is quiet at six spreads above the usual day, and watches more', () => {
  const judge = (count: number) =>
    alertsOf(ID, judgeUnderPolicy(ordinary(), ...before(...USUAL), ...calls(count)))
  expect(judge(118)).toEqual([])
  expect(judge(119)).toMatchObject([{ severity: 'medium', mode: 'shadow' }])
})

test('needs thirty calls, however few are usual', () => {
  const quiet = before(2, 2, 2, 2, 2, 2, 2)
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...quiet, ...calls(29)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...quiet, ...calls(30)))).toHaveLength(1)
})

test('needs a week of the card’s life', () => {
  const records = [...before(2, 2, 2, 2, 2, 2), ...calls(90)]
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...records))).toEqual([])
})

test('goes by the card: what is usual for a telesales card is no shift', () => {
  const seller = before(200, 220, 180, 210, 190, 200, 205)
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), ...seller, ...calls(220)))).toEqual([])
  const outputs = judgeUnderPolicy(telesales(), ...before(...USUAL), ...calls(200))
  expect(alertsOf(ID, outputs)[0]?.evidence.features.at(-1)?.baseline).toEqual({
    median: 30,
    spread: expect.closeTo(14.826),
    days: 7,
  })
})

test('leaves IoT cards alone', () => {
  const records = [...before(2, 2, 2, 2, 2, 2, 2), ...calls(90)]
  expect(alertsOf(ID, judgeUnderPolicy(profile(), ...records))).toEqual([])
})

test('is one signal with the calling detectors, which see the same calls', () => {
  expect(ownBaselineShift.family).toBe('calling')
})
