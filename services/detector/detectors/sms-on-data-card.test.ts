import { expect, test } from 'vitest'
import {
  alertsOf,
  judgeUnderPolicy,
  profile,
  sms,
  stepsOf,
  telesales,
  times,
} from '../../../test/support/builders.ts'

const ID = 'sms-on-data-card'

test('bars SMS at the first message, and suspends an IoT card at the third', () => {
  expect(stepsOf(ID, judgeUnderPolicy(profile(), sms()))).toEqual(['bar sms'])
  expect(stepsOf(ID, judgeUnderPolicy(profile(), ...times(2, () => sms())))).toEqual(['bar sms'])
  const outputs = judgeUnderPolicy(profile(), ...times(3, () => sms()))
  expect(stepsOf(ID, outputs)).toEqual(['bar sms', 'suspend'])
  expect(alertsOf(ID, outputs).at(-1)).toMatchObject({ severity: 'critical', count: 3 })
})

test('never suspends a telesales card', () => {
  const outputs = judgeUnderPolicy(telesales(), ...times(5, () => sms()))
  expect(stepsOf(ID, outputs)).toEqual(['bar sms'])
})

test.each([
  ['a report to the platform', sms({ peerKind: 'platform' })],
  ['a report to a short code', sms({ peerKind: 'shortCode' })],
  ['a message the card received', sms({ direction: 'incoming' })],
])('is quiet about %s', (_name, record) => {
  expect(alertsOf(ID, judgeUnderPolicy(profile(), record))).toEqual([])
})
