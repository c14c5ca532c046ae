import { expect, test } from 'vitest'
import {
  alertsOf,
  data,
  judgeUnderPolicy,
  profile,
  SECOND_MS,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'session-storm'
const sessions = (count: number, gapMs: number, fields = {}) =>
  times(count, (n) => data({ eventTime: TEN + n * gapMs, ...fields }))

test('watches a device that connects more than 120 times in 10 minutes', () => {
  expect(alertsOf(ID, judgeUnderPolicy(profile(), ...sessions(120, SECOND_MS)))).toEqual([])
  const outputs = judgeUnderPolicy(profile(), ...sessions(121, SECOND_MS))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'medium' }])
})

test('watches a device that connects more than 2,000 times in a day, however evenly', () => {
  const slow = 30 * SECOND_MS
  expect(alertsOf(ID, judgeUnderPolicy(profile(), ...sessions(2_000, slow)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(profile(), ...sessions(2_001, slow)))).toHaveLength(1)
})

test('is quiet about signalling', () => {
  const outputs = judgeUnderPolicy(profile(), ...sessions(200, SECOND_MS, { apn: 'IMS' }))
  expect(alertsOf(ID, outputs)).toEqual([])
})
