import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  data,
  HOUR_MS,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  profile,
  TEN,
  tick,
  times,
} from '../../../test/support/builders.ts'

const ID = 'dormant-wake'
const EARLY = TEN - 100 * DAY_MS
const before = (days: number, fields = {}) => call({ eventTime: TEN - days * DAY_MS, ...fields })
const wake = (count: number, fields = {}) =>
  times(count, (n) => call({ eventTime: TEN + n * 10 * MINUTE_MS, peer: `t1:p${n}`, ...fields }))
const phone = ordinary({ eventTime: EARLY })

test('watches a card that was silent for 60 days and then calls ten strangers in a day', () => {
  expect(alertsOf(ID, judgeUnderPolicy(phone, before(60), ...wake(9)))).toEqual([])
  const outputs = judgeUnderPolicy(phone, before(60), ...wake(10))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'high' }])
})

test('needs fewer strangers when the card woke in another device and region', () => {
  const here = { imei: '86012345678901', region: 'CN-HN' }
  const there = { imei: '35000000000001', region: 'CN-GD' }
  const outputs = judgeUnderPolicy(phone, before(70, here), ...wake(5, there))
  expect(alertsOf(ID, outputs)).toHaveLength(1)
  expect(alertsOf(ID, judgeUnderPolicy(phone, before(70, here), ...wake(5, here)))).toEqual([])
})

test('watches an IoT card that wakes and uses more than 10 MiB', () => {
  const meter = profile({ eventTime: EARLY })
  const old = data({ eventTime: TEN - 61 * DAY_MS })
  const much = data({ bytesDownlink: 11 * 1_048_576 })
  expect(alertsOf(ID, judgeUnderPolicy(meter, old, much))).toMatchObject([{ severity: 'medium' }])
  expect(alertsOf(ID, judgeUnderPolicy(meter, much))).toEqual([])
})

test.each([
  ['a shorter silence', [before(59), ...wake(12)]],
  ['a card never seen before', wake(12)],
  ['a card that was called in the meantime only', [before(59), ...wake(12)]],
])('is quiet about %s', (_name, records) => {
  expect(alertsOf(ID, judgeUnderPolicy(phone, ...records))).toEqual([])
})

test('says nothing while its feed is late: the silence may be the feed’s', () => {
  const late = [tick(TEN + 9 * HOUR_MS), ...wake(12)]
  expect(alertsOf(ID, judgeUnderPolicy(phone, before(70), ...late))).toEqual([])
})
