import { expect, test } from 'vitest'
import {
  alertsOf,
  DAY_MS,
  data,
  judgeUnderPolicy,
  profile,
  stepsOf,
  TEN,
} from '../../../test/support/builders.ts'

const ID = 'data-over-quota'
const bytes = (bytesDownlink: number, fields = {}) => data({ bytesDownlink, ...fields })
const capped = (fields = {}) => profile({ quotaBytes: 1_000, ...fields })

test('warns beyond 80 % of the quota and bars data beyond all of it, until the next cycle', () => {
  const outputs = judgeUnderPolicy(capped(), bytes(800), bytes(1), bytes(199), bytes(1))
  expect(alertsOf(ID, outputs)).toMatchObject([
    { severity: 'medium', count: 1 },
    { severity: 'medium', count: 2 },
    { severity: 'high', count: 3 },
  ])
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'bar data'])
  const bar = outputs.findLast(({ type }) => type === 'proposal')
  expect(bar).toMatchObject({ proposal: { reversibleUntil: Date.UTC(2026, 2, 31, 16) } })
})

test('begins anew with the next billing cycle, on the day the carrier starts it', () => {
  const cycleStart = Date.UTC(2026, 2, 26, 16) // the 27th, midnight in Shanghai
  const outputs = judgeUnderPolicy(
    capped({ carrier: 'unicom' }),
    bytes(900, { eventTime: cycleStart - 1 }),
    bytes(700, { eventTime: cycleStart }),
  )
  expect(alertsOf(ID, outputs)).toHaveLength(1)
})

test.each([
  ['a card in a pool', capped({ pool: 'p' })],
  ['a contract that only throttles', capped({ overQuota: 'throttle' })],
  ['a contract that only charges', capped({ overQuota: 'charge' })],
  ['a contract without a quota', profile()],
])('is quiet about %s', (_name, contract) => {
  expect(alertsOf(ID, judgeUnderPolicy(contract, bytes(5_000)))).toEqual([])
})

test('counts no signalling', () => {
  expect(alertsOf(ID, judgeUnderPolicy(capped(), bytes(5_000, { apn: 'IMS' })))).toEqual([])
})

test('takes the difference of running totals', () => {
  const total = (sessionBytesDownlink: number) =>
    data({ bytesUplink: null, bytesDownlink: null, sessionId: 's', sessionBytesDownlink })
  const outputs = judgeUnderPolicy(capped(), total(400), total(790), total(600), total(801))
  expect(alertsOf(ID, outputs)).toMatchObject([{ count: 1 }])
  expect(alertsOf(ID, outputs)[0]?.evidence.features[0]?.observed).toBe(0.801)
})

test('counts a late part in the cycle it belongs to', () => {
  const yesterday = { eventTime: TEN - DAY_MS + 1 }
  const outputs = judgeUnderPolicy(capped(), bytes(500), bytes(600, yesterday))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'high' }])
})
