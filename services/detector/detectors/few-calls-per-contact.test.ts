import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  HOUR_MS,
  judgeUnderPolicy,
  ordinary,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'few-calls-per-contact'
const incoming = (fields = {}) => call({ direction: 'incoming', peer: 't1:p0', ...fields })
const calls = (count: number, callees: number) =>
  times(count, (n) => call({ eventTime: TEN + n * HOUR_MS, peer: `t1:p${n % callees}` }))
const judged = (count: number, callees: number) =>
  alertsOf(ID, judgeUnderPolicy(ordinary(), incoming(), ...calls(count, callees)))

test('watches a card that speaks to hardly anybody twice', () => {
  expect(judged(20, 14)).toEqual([]) // 21 calls with 14 numbers: 1.5 each
  const alerts = judged(20, 15)
  expect(alerts).toMatchObject([{ mode: 'shadow', severity: 'medium' }])
  expect(alerts[0]?.reason.en).toContain('1.40 calls with each contact')
})

test('has no ratio below 20 calls', () => {
  expect(judged(19, 19)).toEqual([])
})

test('counts the calls that come in: people who call each other are contacts', () => {
  const back = times(10, (n) => incoming({ peer: `t1:p${n}` }))
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...back, ...calls(20, 20)))).toEqual([])
})

test('says nothing while the feed carries no incoming calls of anybody', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(40, 40)))).toEqual([])
})
