import { expect, test } from 'vitest'
import {
  alertsOf,
  DAY_MS,
  judgeUnderPolicy,
  profile,
  sms,
  stepsOf,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'sms-on-voice-disabled-card'
const writes = profile({ functions: { voice: false, sms: true, data: true } })

test('flags the 21st message to people in a day', () => {
  expect(alertsOf(ID, judgeUnderPolicy(writes, ...times(20, () => sms())))).toEqual([])
  const outputs = judgeUnderPolicy(writes, ...times(21, () => sms()))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'medium', score: 0.525 }])
  expect(stepsOf(ID, outputs)).toEqual(['flag'])
})

test('counts each local day by itself', () => {
  const records = times(30, (n) => sms({ eventTime: TEN + (n % 2) * DAY_MS }))
  expect(alertsOf(ID, judgeUnderPolicy(writes, ...records))).toEqual([])
})

test('is quiet about reports to a platform', () => {
  const records = times(30, () => sms({ peerKind: 'platform' }))
  expect(alertsOf(ID, judgeUnderPolicy(writes, ...records))).toEqual([])
})
