import { expect, test } from 'vitest'
import {
  alertsOf,
  DAY_MS,
  data,
  judgeUnderPolicy,
  profile,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'data-spike'
const MIB = 1_048_576
const bytes = (bytesDownlink: number, fields = {}) => data({ bytesDownlink, ...fields })
/** The same amount on each of the days before. */
const before = (days: number, bytesDownlink: number) =>
  times(days, (n) => data({ eventTime: TEN - (days - n) * DAY_MS, bytesDownlink }))
const judge = (...records: readonly ReturnType<typeof data>[]) =>
  alertsOf(ID, judgeUnderPolicy(profile(), ...records))

test('is quiet at ten times the usual day, and watches more', () => {
  expect(judge(...before(7, 2 * MIB), bytes(20 * MIB))).toEqual([])
  const alerts = judge(...before(7, 2 * MIB), bytes(20 * MIB), bytes(1))
  expect(alerts).toMatchObject([
    { severity: 'medium', mode: 'shadow', exceptionId: 'UNEXPECTED_LARGE_RATE_FLOW' },
  ])
})

test('needs 10 MiB, however little is usual', () => {
  expect(judge(...before(7, 1), bytes(10 * MIB - 1))).toEqual([])
  expect(judge(...before(7, 1), bytes(10 * MIB))).toHaveLength(1)
})

test('needs a week of the card’s life', () => {
  expect(judge(...before(6, MIB), bytes(99 * MIB))).toEqual([])
})

test('one busy day before does not hide it, and is none itself', () => {
  const busy = bytes(8 * MIB, { eventTime: TEN - 3 * DAY_MS })
  expect(judge(...before(9, MIB), busy, bytes(11 * MIB))).toHaveLength(1)
})

test('shows what was usual', () => {
  const [alert] = judge(...before(7, 2 * MIB), bytes(44 * MIB))
  expect(alert?.evidence.features.at(-1)).toMatchObject({
    name: 'bytesTimesMedian.14days',
    observed: 22,
    threshold: 10,
    baseline: { median: 2 * MIB, spread: 1, days: 7 },
  })
  expect(alert?.reason.en).toBe('44.0 MiB in a day, 22 times the median of 7 days')
})

test('counts no signalling', () => {
  expect(judge(...before(7, MIB), bytes(99 * MIB, { apn: 'ims' }))).toEqual([])
})
