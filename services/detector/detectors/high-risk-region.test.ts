import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  data,
  judgeAll,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  policy,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'high-risk-region'
const listed = policy(({ lists }) => {
  lists.riskRegions = ['CN-YN', '414']
})
const calls = (count: number, fields = {}) =>
  times(count, (n) => call({ eventTime: TEN + n * MINUTE_MS, ...fields }))
const judge = (...records: readonly ReturnType<typeof call>[]) =>
  alertsOf(ID, judgeAll([listed, ordinary(), ...records]))

test('watches a card with twenty calls that was in a listed region', () => {
  expect(judge(...calls(19, { region: 'CN-YN-LC' }))).toEqual([])
  const alerts = judge(...calls(20, { region: 'CN-YN-LC' }))
  expect(alerts).toMatchObject([{ severity: 'low', mode: 'shadow' }])
  expect(alerts[0]?.reason.en).toContain('20 outgoing calls')
})

test('never goes by the place alone', () => {
  const days = times(50, (n) => data({ eventTime: TEN + n * MINUTE_MS, region: 'CN-YN' }))
  expect(judge(...days)).toEqual([])
})

test('knows a listed country by the network', () => {
  expect(judge(...calls(20, { visitedPlmn: '41401' }))).toHaveLength(1)
})

test.each([
  ['a region whose name begins alike', calls(20, { region: 'CN-YNX' })],
  ['calls that name no region', calls(20)],
  [
    'calls of the week after',
    [call({ eventTime: TEN - 8 * DAY_MS, region: 'CN-YN' }), ...calls(19, { region: 'CN-HN' })],
  ],
])('is quiet about %s', (_name, records) => {
  expect(judge(...records)).toEqual([])
})

test('finds nothing while the list is empty', () => {
  const records = calls(30, { region: 'CN-YN' })
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...records))).toEqual([])
})
