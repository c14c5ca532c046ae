import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  data,
  judgeUnderPolicy,
  profile,
  stepsOf,
  TEN,
} from '../../../test/support/builders.ts'

const ID = 'test-period-abuse'
const inTest = (fields = {}) => profile({ status: 'test', quotaBytes: 1_000, ...fields })
const since = (days: number, fields = {}) => inTest({ eventTime: TEN - days * DAY_MS, ...fields })
const bytes = (bytesDownlink: number, fields = {}) => data({ bytesDownlink, ...fields })

test('is quiet at the quota, and flags beyond it', () => {
  expect(alertsOf(ID, judgeUnderPolicy(inTest(), bytes(1_000)))).toEqual([])
  const outputs = judgeUnderPolicy(inTest(), bytes(1_000), bytes(1))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'low', mode: 'live', score: 1 }])
  expect(stepsOf(ID, outputs)).toEqual(['flag'])
  const [alert] = alertsOf(ID, outputs)
  expect(alert?.evidence.features).toMatchObject([
    { name: 'bytesTest.lifetime', observed: 1_001, threshold: 1_000 },
  ])
  expect(alert?.evidence.features[0]?.origin).toContain('quota of the contract')
})

test('goes on counting when the contract changes during the test', () => {
  const changed = inTest({ eventTime: TEN + 1, scene: 'lift' })
  const outputs = judgeUnderPolicy(
    inTest(),
    bytes(900),
    changed,
    bytes(101, { eventTime: TEN + 2 }),
  )
  expect(alertsOf(ID, outputs)).toHaveLength(1)
})

test('counts what it used in this test only', () => {
  const active = inTest({ eventTime: TEN + 1, status: 'active' })
  const again = inTest({ eventTime: TEN + 2 })
  const outputs = judgeUnderPolicy(
    inTest(),
    bytes(900),
    active,
    again,
    bytes(900, { eventTime: TEN + 3 }),
  )
  expect(alertsOf(ID, outputs)).toEqual([])
})

test.each([
  ['mobile', 180],
  ['unicom', 360],
  [null, 180],
])('flags a test of a card of %s that lasts longer than %i days', (carrier, days) => {
  expect(alertsOf(ID, judgeUnderPolicy(since(days, { carrier }), bytes(1)))).toEqual([])
  const longer = since(days, { carrier, eventTime: TEN - days * DAY_MS - 1 })
  const outputs = judgeUnderPolicy(longer, bytes(1))
  expect(alertsOf(ID, outputs)).toHaveLength(1)
  expect(alertsOf(ID, outputs)[0]?.reason.en).toBe(
    `${days} days in test, where ${days} are allowed`,
  )
})

test.each([
  ['a card that is in use', profile({ quotaBytes: 1_000 }), bytes(9_000)],
  ['a card that left the test in time', since(400, { status: 'active' }), bytes(9_000)],
  ['a contract without a quota', inTest({ quotaBytes: null }), bytes(9_000)],
  ['the bytes of a card in a pool', inTest({ pool: 'p' }), bytes(9_000)],
  ['signalling', inTest(), bytes(9_000, { apn: 'ims' })],
  ['an emergency call', since(400), call({ peerKind: 'emergency' })],
])('is quiet about %s', (_name, contract, record) => {
  expect(alertsOf(ID, judgeUnderPolicy(contract, record))).toEqual([])
})
