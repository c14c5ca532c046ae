import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  judgeUnderPolicy,
  ordinary,
  policy,
  profile,
  stepsOf,
  TEN,
} from '../../../test/support/builders.ts'

const ID = 'voice-on-data-card'

test('finds the first outgoing call on a card whose contract closes voice, and suspends it', () => {
  const outputs = judgeUnderPolicy(profile(), call())
  expect(alertsOf(ID, outputs)).toMatchObject([
    { severity: 'critical', score: 1, mode: 'live', tenant: 'acme-meters', revision: 1 },
  ])
  expect(stepsOf(ID, outputs)).toEqual(['bar voice', 'suspend'])
})

test('only bars voice for an incoming call that was answered: it is the caller who acts', () => {
  const outputs = judgeUnderPolicy(profile(), call({ direction: 'incoming' }))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'high' }])
  expect(stepsOf(ID, outputs)).toEqual(['bar voice'])
})

test('rises to a suspension when the card calls after it answered', () => {
  const outputs = judgeUnderPolicy(profile(), call({ direction: 'incoming' }), call())
  expect(alertsOf(ID, outputs)).toMatchObject([{ revision: 1 }, { revision: 2, count: 2 }])
  expect(stepsOf(ID, outputs)).toEqual(['bar voice', 'suspend'])
})

test.each([
  [
    'an incoming call that nobody answered',
    profile(),
    call({ direction: 'incoming', answered: false }),
  ],
  ['an emergency call', profile(), call({ peerKind: 'emergency' })],
  [
    'a card whose contract opens voice',
    profile({ functions: { voice: true, sms: false, data: true } }),
    call(),
  ],
  ['a phone', ordinary(), call()],
  ['a call before the contract began', profile({ eventTime: TEN + 1 }), call()],
])('is quiet about %s', (_name, contract, record) => {
  expect(alertsOf(ID, judgeUnderPolicy(contract, record))).toEqual([])
})

test('begins anew with a newer contract', () => {
  const outputs = judgeUnderPolicy(
    profile(),
    call(),
    profile({ eventTime: TEN + 1, scene: 'lift' }),
    call({ eventTime: TEN + 2 }),
  )
  const ids = new Set(alertsOf(ID, outputs).map(({ alertId }) => alertId))
  expect(ids.size).toBe(2)
})

test('tells where the limit comes from', () => {
  const [alert] = alertsOf(ID, judgeUnderPolicy(profile(), call({ eventId: 'one' })))
  expect(alert?.evidence).toMatchObject({
    features: [
      { name: 'voiceEvents.lifetime', observed: 1, comparator: '>', threshold: 0, contribution: 1 },
    ],
    events: ['test/one'],
    requirement: 'MIIT-10/1',
    profileVersion: profile()['eventTime'],
    policyVersion: policy()['version'],
  })
  expect(alert?.evidence.features[0]?.origin).toBe('policy cn-default@1, class iot')
})
