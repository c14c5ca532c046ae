import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  stepsOf,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'

const ID = 'repeat-same-callee'

test('flags the fourth telesales call to one number in a day, and asks a person to bar', () => {
  const calls = (count: number) => times(count, (n) => call({ eventTime: TEN + n * MINUTE_MS }))
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), ...calls(3)))).toEqual([])
  const outputs = judgeUnderPolicy(telesales(), ...calls(4))
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'bar voice'])
  expect(outputs.at(-1)).toMatchObject({ proposal: { needs: 'person', basis: 'statistical' } })
})

test('flags the sixth call to one number in a month', () => {
  const spread = (count: number) => times(count, (n) => call({ eventTime: TEN + n * DAY_MS }))
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), ...spread(5)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), ...spread(6)))).toHaveLength(1)
})

test('is quiet about many numbers, each called a few times', () => {
  const calls = times(60, (n) => call({ eventTime: TEN + n * MINUTE_MS, peer: `t1:p${n % 20}` }))
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), ...calls))).toEqual([])
})

test('watches an ordinary card that rings one number seven times in vain', () => {
  const vain = (count: number) =>
    times(count, (n) => call({ eventTime: TEN + n * MINUTE_MS, answered: false }))
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...vain(6)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...vain(7)))).toMatchObject([{ mode: 'shadow' }])
})

test('is tripped by the repeated call itself, never by a later call to somebody else', () => {
  const toOne = times(6, (n) => call({ eventTime: TEN + n * MINUTE_MS }))
  const toOthers = times(9, (n) => call({ eventTime: TEN + DAY_MS + n, peer: `t1:p${n}` }))
  const outputs = judgeUnderPolicy(telesales(), ...toOne, ...toOthers)
  expect(alertsOf(ID, outputs).at(-1)).toMatchObject({ count: 2, lastAt: TEN + 4 * MINUTE_MS })
})
