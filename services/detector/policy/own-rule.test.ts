import { expect, test } from 'vitest'
import type { OwnRule } from '#schemas/own-rule.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import {
  alertsOf,
  call,
  data,
  HOUR_MS,
  ICCID,
  judgeAll,
  ordinary,
  policy,
  policyDocument,
  profile,
  stepsOf,
  TEN,
  tick,
  times,
} from '../../../test/support/builders.ts'
import { armPolicy } from './arm-policy.ts'
import { tellFault } from './policy-fault.ts'

const ID = 'busy-hour'

function rule(change: Partial<OwnRule> = {}): OwnRule {
  return {
    classes: ['ordinary'],
    mode: 'live',
    severity: 'medium',
    family: 'calling',
    conditions: [{ feature: 'callsOutgoing.1h', above: 4 }],
    reason: { en: '{0} calls in an hour', zh: '一小时 {0} 次呼叫' },
    ...change,
  }
}

const withRule =
  (change?: Partial<OwnRule>, id = ID) =>
  (document: PolicyDocument) => {
    document.rules[id] = rule(change)
  }

function faultsOf(change: Partial<OwnRule>, id = ID): readonly string[] {
  const armed = armPolicy(policyDocument(withRule(change, id)))
  return armed.status === 'refused' ? armed.faults.map(tellFault) : []
}

const calls = (count: number) => times(count, (n) => call({ eventTime: TEN + n, peer: `t1:p${n}` }))

/** Judges records on an ordinary card under the default policy and a rule. */
function judged(change: Partial<OwnRule>, ...records: readonly Record<string, unknown>[]) {
  return judgeAll([policy(withRule(change)), ordinary(), ...records])
}

test('is quiet at its limit, tells the first value beyond it in words, and flags', () => {
  expect(alertsOf(ID, judged({}, ...calls(4)))).toEqual([])
  const outputs = judged({}, ...calls(5))
  expect(alertsOf(ID, outputs)).toMatchObject([
    {
      exceptionId: 'SW_RULE',
      severity: 'medium',
      mode: 'live',
      reason: { en: '5 calls in an hour', zh: '一小时 5 次呼叫' },
      evidence: {
        requirement: 'SW_RULE',
        features: [{ name: 'callsOutgoing.1h', observed: 5, comparator: '>', threshold: 4 }],
      },
    },
  ])
  expect(stepsOf(ID, outputs)).toEqual(['flag'])
  const [proposal] = outputs.flatMap((one) => (one.type === 'proposal' ? [one.proposal] : []))
  expect(proposal).toMatchObject({ basis: 'statistical', family: 'calling', needs: null })
})

test('holds for its classes only', () => {
  const outputs = judgeAll([policy(withRule()), profile(), ...calls(5)])
  expect(alertsOf(ID, outputs)).toEqual([])
})

test('trips when all its conditions do, and tells each value', () => {
  const change = {
    conditions: [
      { feature: 'callsOutgoing.7d', atLeast: 5 },
      { feature: 'peerDispersion.7d', above: 0.5 },
    ],
    reason: { en: '{0} calls, {1} spread', zh: '{0} {1}' },
  }
  const one = times(5, (n) => call({ eventTime: TEN + n }))
  expect(alertsOf(ID, judged(change, ...one))).toEqual([])
  expect(alertsOf(ID, judged(change, ...calls(4)))).toEqual([])
  expect(alertsOf(ID, judged(change, ...calls(5)))[0]?.reason.en).toBe('5 calls, 1 spread')
})

test('knows too little of something', () => {
  const change = {
    conditions: [
      { feature: 'callsOutgoing.7d', atLeast: 5 },
      { feature: 'peerDispersion.7d', below: 0.5 },
    ],
    reason: { en: 'spread {1}', zh: '{1}' },
  }
  const one = times(5, (n) => call({ eventTime: TEN + n }))
  expect(alertsOf(ID, judged(change, ...calls(5)))).toEqual([])
  expect(alertsOf(ID, judged(change, ...one))[0]?.reason.en).toBe('spread 0.2')
})

test('too little proves nothing while the feed is late', () => {
  const change = {
    conditions: [
      { feature: 'callsOutgoing.7d', atLeast: 5 },
      { feature: 'peersDistinct.7d', below: 3 },
    ],
  }
  const one = times(5, (n) => call({ eventTime: TEN + n }))
  expect(alertsOf(ID, judged(change, tick(TEN), ...one))).toHaveLength(1)
  expect(alertsOf(ID, judged(change, tick(TEN + 2 * HOUR_MS), ...one))).toEqual([])
})

test('in shadow it is told and marked, and proposes nothing', () => {
  const outputs = judged({ mode: 'shadow' }, ...calls(5))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow' }])
  expect(stepsOf(ID, outputs)).toEqual([])
})

test('a rule over a day has one episode a day, others until a quiet time', () => {
  const day = { conditions: [{ feature: 'callsOutgoing.day', above: 0 }] }
  const apart = [call(), call({ eventTime: TEN + 5 * HOUR_MS })]
  const ids = (change: Partial<OwnRule>) =>
    new Set(alertsOf(ID, judged(change, ...apart)).map(({ alertId }) => alertId)).size
  expect(ids(day)).toBe(1)
  expect(ids({ conditions: [{ feature: 'callsOutgoing.1h', above: 0 }] })).toBe(2)
  expect(ids({ conditions: [{ feature: 'callsOutgoing.1h', above: 0 }], quietMinutes: 600 })).toBe(
    1,
  )
})

test('can be snoozed, once its policy is in force', () => {
  const quiet = {
    kind: 'snooze',
    iccid: ICCID,
    eventTime: TEN,
    detector: ID,
    until: TEN + HOUR_MS,
    reason: 'known campaign',
    by: 'u-17',
  }
  expect(judged({}, quiet, ...calls(5)).filter(({ type }) => type === 'deadLetter')).toEqual([])
  expect(alertsOf(ID, judged({}, quiet, ...calls(5)))).toEqual([])
  expect(judgeAll([policy(), quiet])).toMatchObject([{ type: 'deadLetter', class: 'semantic' }])
})

test('business roles and overrides speak of it like of a detector', () => {
  const change = (document: PolicyDocument) => {
    withRule()(document)
    document.roles['courier'] = { [ID]: 2 }
    document.tenants['acme'] = { detectors: { [ID]: { mode: 'off' } } }
  }
  const found = (fields: object, count: number) =>
    alertsOf(ID, judgeAll([policy(change), ordinary({ ...fields }), ...calls(count)])).length
  expect(found({ businessRole: 'courier' }, 8)).toBe(0)
  expect(found({ businessRole: 'courier' }, 9)).toBe(1)
  expect(found({ tenant: 'acme' }, 9)).toBe(0)
})

test('refuses what cannot be judged, with its place', () => {
  const on = (conditions: OwnRule['conditions']) => faultsOf({ conditions })
  expect(on([{ feature: 'callsOutgoin.1h', above: 4 }])).toEqual([
    'rules.busy-hour.conditions.0.feature: there is no feature callsOutgoin.1h; did you mean callsOutgoing.1h?',
  ])
  expect(on([{ feature: 'peerDispersion.7d', above: 0.7 }])).toEqual([
    'rules.busy-hour.conditions.0: a ratio needs support: add a condition with atLeast on a count in 7d',
  ])
  expect(
    on([
      { feature: 'peerDispersion.7d', above: 0.7 },
      { feature: 'callsOutgoing.1h', atLeast: 20 },
    ]),
  ).toHaveLength(1)
  expect(on([{ feature: 'silentDays.last', above: 60 }])).toEqual([
    expect.stringMatching(/conditions: no record is counted/),
  ])
  expect(faultsOf({ reason: { en: '{1} calls', zh: '{zero}' } })).toEqual([
    'rules.busy-hour.reason.en: {1} is no condition; they go from {0} to {0}',
    'rules.busy-hour.reason.zh: {zero} is no condition; they go from {0} to {0}',
  ])
  for (const id of ['call-rate', 'device-with-many-sims']) {
    expect(faultsOf({}, id)).toEqual([
      `rules.${id}: a detector has this id already; choose another`,
    ])
  }
})

test('an override cannot make it do more than flag', () => {
  const armed = armPolicy(
    policyDocument((document) => {
      withRule()(document)
      const ladder = [{ at: 'act' as const, action: 'suspend' as const, needs: 'person' as const }]
      document.tenants['acme'] = { detectors: { [ID]: { ladder } } }
    }),
  )
  expect(armed).toMatchObject({
    status: 'refused',
    faults: [{ path: ['tenants', 'acme', 'detectors', ID, 'ladder'] }],
  })
})

test('the same log gives the same alerts under the same ids', () => {
  const records = [policy(withRule()), ordinary(), ...calls(9), data({ eventTime: TEN + HOUR_MS })]
  expect(judgeAll(records)).toEqual(judgeAll(records))
  expect(alertsOf(ID, judgeAll(records)).map(({ revision }) => revision)).toEqual([1, 2, 3])
})
