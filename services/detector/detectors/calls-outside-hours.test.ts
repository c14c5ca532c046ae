import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  HOUR_MS,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  stepsOf,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'

const ID = 'calls-outside-hours'
const NINE = TEN - HOUR_MS
const NOON = TEN + 2 * HOUR_MS
const at = (eventTime: number) => call({ eventTime })

test('warns of a telesales call a minute before nine, and is quiet at nine', () => {
  const outputs = judgeUnderPolicy(telesales(), at(NINE - 1))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'medium', score: 1 }])
  expect(stepsOf(ID, outputs)).toEqual(['flag'])
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), at(NINE)))).toEqual([])
})

test('lets a person decide on a bar beyond 20 such calls in a day', () => {
  const early = times(21, (n) => at(NINE - (n + 1) * MINUTE_MS))
  const outputs = judgeUnderPolicy(telesales(), ...early)
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'bar voice'])
  expect(outputs.at(-1)).toMatchObject({
    proposal: { needs: 'person', basis: 'hardBreach', reason: { code: 'OUTBOUND-10' } },
  })
})

test("takes the contract's hours before the policy's", () => {
  const plan = telesales({ telesales: { hours: ['09:00-12:00', '14:00-21:00'] } })
  expect(alertsOf(ID, judgeUnderPolicy(plan, at(NOON)))).toHaveLength(1)
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), at(NOON)))).toEqual([])
})

test("goes by the card's own time zone", () => {
  const urumqi = telesales({ timeZone: 'Asia/Urumqi' })
  expect(alertsOf(ID, judgeUnderPolicy(urumqi, at(TEN)))).toHaveLength(1)
})

test('watches an ordinary card that calls more than nine strangers at night', () => {
  const night = (count: number) =>
    times(count, (n) => call({ eventTime: NINE - (n + 1) * MINUTE_MS, peer: `t1:p${n}` }))
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...night(9)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...night(10)))).toMatchObject([
    { mode: 'shadow', score: 0.5 + 0.5 / 9 },
  ])
})
