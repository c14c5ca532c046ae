import { expect, test } from 'vitest'
import type { LadderStep } from '#schemas/detector-rule.ts'
import {
  alertsOf,
  call,
  DAY_MS,
  HOUR_MS,
  judgeAll,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  policy,
  stepsOf,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'

const ID = 'call-volume-day'
const calls = (count: number, start = TEN) =>
  times(count, (n) => call({ eventTime: start + n * MINUTE_MS, peer: `t1:p${n % 9}` }))
const planned = telesales({ telesales: { callsPerDay: 20, licenceNo: 'L-1' } })

test('watches an ordinary or unknown card from the 51st call of a day on', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(50)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...calls(51))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'medium' }])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(81))).at(-1)?.severity).toBe('high')
  expect(alertsOf(ID, judgeUnderPolicy(...calls(51)))).toHaveLength(1)
  expect(stepsOf(ID, outputs)).toEqual([])
})

test('holds a telesales card to the calls that its contract plans, a breach of it', () => {
  expect(alertsOf(ID, judgeUnderPolicy(planned, ...calls(20)))).toEqual([])
  const outputs = judgeUnderPolicy(planned, ...calls(21))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'live', severity: 'high', score: 1 }])
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'bar voice'])
  const [alert] = alertsOf(ID, outputs)
  expect(alert?.evidence).toMatchObject({
    requirement: 'DIANXIAO-4',
    features: [{ observed: 21, threshold: 20 }],
  })
  expect(alert?.evidence.features[0]?.origin).toContain('plan of the contract')
  const proposals = outputs.flatMap((one) => (one.type === 'proposal' ? [one.proposal] : []))
  expect(proposals.filter(({ detector }) => detector === ID)).toMatchObject([
    { basis: 'hardBreach', needs: null, reason: { code: 'DIANXIAO-4' } },
    { basis: 'hardBreach', needs: 'person' },
  ])
})

test('watches a telesales card without a plan at the policy’s own number', () => {
  const spread = (count: number) => times(count, (n) => call({ eventTime: TEN + n * 100_000 }))
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), ...spread(200)))).toEqual([])
  const outputs = judgeUnderPolicy(telesales(), ...spread(201))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'medium' }])
  expect(alertsOf(ID, outputs)[0]?.evidence.requirement).toBe('DIANXIAO-5')
})

test('takes the limits of a role four times as high, but not those of a contract', () => {
  const courier = ordinary({ businessRole: 'courier' })
  expect(alertsOf(ID, judgeUnderPolicy(courier, ...calls(200)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(courier, ...calls(201)))).toHaveLength(1)
  const seller = { ...planned, businessRole: 'courier' }
  expect(alertsOf(ID, judgeUnderPolicy(seller, ...calls(21)))).toHaveLength(1)
})

test('counts each local day anew', () => {
  const evening = TEN + 13 * HOUR_MS
  const days = [...calls(50, evening), ...calls(50, TEN + DAY_MS)]
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...days))).toEqual([])
})

test('may bar at once for a breach of the contract, never on the policy’s own number', () => {
  const bar: LadderStep[] = [{ at: 'act', action: 'bar', functions: ['voice'] }]
  const contract = policy((document) => {
    const rule = document.detectors[ID]?.classes?.telesales?.withPlan
    if (rule) rule.ladder = bar
  })
  expect(stepsOf(ID, judgeAll([contract, planned, ...calls(21)]))).toEqual(['bar voice'])
  const own = policy((document) => {
    const rule = document.detectors[ID]
    if (rule) rule.ladder = bar
  })
  expect(judgeAll([own])).toMatchObject([{ type: 'deadLetter' }])
})
