import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  HOUR_MS,
  judgeUnderPolicy,
  ordinary,
  SECOND_MS,
  stepsOf,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'stranger-burst'
const burst = (count: number) =>
  times(count, (n) => call({ eventTime: TEN + n * SECOND_MS, peer: `t1:p${n}` }))

test('finds the 20th stranger within 5 minutes', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...burst(19)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...burst(20))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'high' }])
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'reverify', 'bar voice'])
})

test('leaves a statistical finding above re-verification to a second signal', () => {
  const needs = judgeUnderPolicy(ordinary(), ...burst(20)).flatMap((output) =>
    output.type === 'proposal' ? [output.proposal.needs] : [],
  )
  expect(needs).toEqual([null, null, 'corroborated'])
})

test('is quiet about people the card was in touch with, whoever called', () => {
  const known = times(19, (n) =>
    call({ direction: 'incoming', eventTime: TEN - HOUR_MS, peer: `t1:p${n}` }),
  )
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...known, ...burst(20)))).toEqual([])
})

test('counts a stranger once, however often it is called', () => {
  const again = times(40, (n) => call({ eventTime: TEN + n * SECOND_MS, peer: `t1:p${n % 10}` }))
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...again))).toEqual([])
})
