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
  profile,
  stepsOf,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'

const ID = 'repeat-offender'
/** On an IoT card a live alert each. */
const breaches = (days: number, everyDays = 1) =>
  times(days, (n) => call({ eventTime: TEN + n * everyDays * DAY_MS }))
/** 31 calls in 5 minutes. */
const bursts = (days: number) =>
  times(days * 31, (n) => call({ eventTime: TEN + Math.floor(n / 31) * DAY_MS + (n % 31) * 9_000 }))
const live = policy((document) => {
  const rule = document.detectors[ID]
  if (rule) rule.mode = 'live'
})

test('is quiet after two days with live alerts, and watches the third', () => {
  expect(alertsOf(ID, judgeUnderPolicy(profile(), ...breaches(2)))).toEqual([])
  const outputs = judgeUnderPolicy(profile(), ...breaches(3))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'high', mode: 'shadow' }])
  expect(alertsOf(ID, outputs)[0]?.reason.en).toBe('Live alerts on 3 days of the last 30')
})

test('counts days, not alerts', () => {
  const oneDay = times(9, (n) => call({ eventTime: TEN + n * 10 * MINUTE_MS }))
  expect(alertsOf(ID, judgeUnderPolicy(profile(), ...oneDay))).toEqual([])
})

test('never counts more than thirty days', () => {
  expect(alertsOf(ID, judgeUnderPolicy(profile(), ...breaches(6, 15)))).toEqual([])
})

test('judges phones and telesales cards', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...bursts(3)))).not.toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), ...breaches(3)))).not.toEqual([])
})

test('counts no alerts in shadow, and none of low severity', () => {
  const watched = times(5, (n) => data({ eventTime: TEN + n * DAY_MS, appCategory: 'video' }))
  const inShadow = judgeUnderPolicy(profile(), ...watched)
  expect(alertsOf('human-internet-apps', inShadow)).not.toEqual([])
  expect(alertsOf(ID, inShadow)).toEqual([])
  const endless = profile({ status: 'test', eventTime: TEN - 200 * DAY_MS })
  const tested = times(5, (n) => data({ eventTime: TEN + n * DAY_MS }))
  const low = judgeUnderPolicy(endless, ...tested)
  expect(alertsOf('test-period-abuse', low)).not.toEqual([])
  expect(alertsOf(ID, low)).toEqual([])
})

test('its own alerts keep it alive for no day longer', () => {
  const after = times(40, (n) => data({ eventTime: TEN + (3 + n) * DAY_MS }))
  const outputs = judgeAll([live, profile(), ...breaches(3), ...after])
  const last = Math.max(...alertsOf(ID, outputs).map(({ lastAt }) => lastAt))
  expect(last).toBeLessThanOrEqual(TEN + 29 * DAY_MS)
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'reverify'])
})
