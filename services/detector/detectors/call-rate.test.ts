import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  HOUR_MS,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  SECOND_MS,
  stepsOf,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'

const ID = 'call-rate'
/** Calls over 50 minutes, so that they are in one hour and no burst. */
const calls = (count: number, callees: number) =>
  times(count, (n) => call({ eventTime: TEN + n * 45 * SECOND_MS, peer: `t1:p${n % callees}` }))

test('warns at the 61st call in an hour, when few numbers were called', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(60, 5)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...calls(61, 5))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'medium' }])
  expect(stepsOf(ID, outputs)).toEqual(['flag'])
})

test('acts when more than 20 numbers were called', () => {
  const outputs = judgeUnderPolicy(ordinary(), ...calls(61, 21))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'high' }])
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'reverify', 'bar voice'])
  const [alert] = alertsOf(ID, outputs)
  expect(alert?.evidence.features.map(({ name, observed }) => [name, observed])).toEqual([
    ['callsOutgoing.1h', 61],
    ['peersDistinct.1h', 21],
  ])
})

test('lets a courier call twice as much', () => {
  const courier = ordinary({ businessRole: 'courier' })
  expect(alertsOf(ID, judgeUnderPolicy(courier, ...calls(66, 60)))).toEqual([])
})

test('judges a card of any class', () => {
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), ...calls(61, 21)))).toHaveLength(1)
  expect(alertsOf(ID, judgeUnderPolicy(...calls(61, 21)))).toHaveLength(1)
})

test('never counts more than an hour', () => {
  const spread = times(100, (n) => call({ eventTime: TEN + n * MINUTE_MS, peer: `t1:p${n}` }))
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...spread))).toEqual([])
})

test('finds the hour that a late record fills', () => {
  const late = call({ eventTime: TEN + MINUTE_MS, peer: 't1:p1' })
  const later = call({ eventTime: TEN + 3 * HOUR_MS, peer: 't1:p2' })
  const outputs = judgeUnderPolicy(ordinary(), ...calls(60, 30), later, late)
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'high', openedAt: TEN + MINUTE_MS }])
})
