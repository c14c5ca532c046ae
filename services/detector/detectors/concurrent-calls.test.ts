import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  profile,
  SECOND_MS,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'concurrent-calls'
const calls = (count: number, gapMs: number) =>
  times(count, (n) => call({ eventTime: TEN + n * gapMs, durationSeconds: 60, peer: `t1:p${n}` }))

test('watches the seventh call at one time: a conference has six legs', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(6, SECOND_MS)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...calls(7, SECOND_MS))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'high' }])
  const lift = profile({ functions: { voice: true, sms: false, data: true } })
  expect(alertsOf(ID, judgeUnderPolicy(lift, ...calls(7, SECOND_MS)))).toHaveLength(1)
})

test('is quiet about calls one after the other', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(30, MINUTE_MS)))).toEqual([])
})
