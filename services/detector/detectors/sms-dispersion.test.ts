import { expect, test } from 'vitest'
import {
  alertsOf,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  sms,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'sms-dispersion'
const messages = (count: number, people: number) =>
  times(count, (n) => sms({ eventTime: TEN + n * MINUTE_MS, peer: `t1:p${n % people}` }))

test('watches messages each to another number', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...messages(50, 45)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...messages(50, 46))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'medium' }])
  expect(alertsOf(ID, judgeUnderPolicy(...messages(50, 50)))).toHaveLength(1)
})

test('has no ratio below 50 messages', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...messages(49, 49)))).toEqual([])
})
