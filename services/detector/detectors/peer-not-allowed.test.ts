import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  judgeUnderPolicy,
  profile,
  sms,
  stepsOf,
  times,
} from '../../../test/support/builders.ts'

const ID = 'peer-not-allowed'
const OPEN = { voice: true, sms: true, data: true }
const watch = (fields = {}) =>
  profile({ functions: OPEN, allowedPeers: ['t1:mum', 't1:dad'], ...fields })

test('flags the first call to a number that the contract does not list', () => {
  const outputs = judgeUnderPolicy(watch(), call({ peer: 't1:mum' }), call())
  expect(alertsOf(ID, outputs)).toMatchObject([
    { severity: 'high', score: 1, exceptionId: 'WRONG_DESTINATION_ADDRESS' },
  ])
  expect(stepsOf(ID, outputs)).toEqual(['flag'])
})

test('bars voice and SMS at the third, calls and messages together', () => {
  const strangers = [call(), sms({ peer: 't1:bob' })]
  expect(stepsOf(ID, judgeUnderPolicy(watch(), ...strangers))).toEqual(['flag'])
  const outputs = judgeUnderPolicy(watch(), ...strangers, call({ peer: 't1:eve' }))
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'bar voice sms'])
})

test('tells that the list is the contract’s', () => {
  const [alert] = alertsOf(ID, judgeUnderPolicy(watch(), call()))
  expect(alert?.evidence.features[0]?.origin).toBe(
    `policy cn-default@1, class iot, peers of the contract of ${watch()['eventTime']}`,
  )
})

test.each([
  ['a listed number', watch(), call({ peer: 't1:dad' })],
  ['a listed number under its new token', watch(), call({ peer: 't2:x', peerPrevious: 't1:mum' })],
  ['its platform', watch(), sms({ peerKind: 'platform' })],
  ['a short code', watch(), sms({ peerKind: 'shortCode' })],
  ['an emergency call', watch(), call({ peerKind: 'emergency' })],
  ['who calls the card', watch(), call({ direction: 'incoming' })],
  ['who writes to the card', watch(), sms({ direction: 'incoming' })],
  ['a record that names no number', watch(), call({ peer: null })],
  ['a contract without a list', watch({ allowedPeers: null }), call()],
  ['a contract whose list names nobody', watch({ allowedPeers: [] }), call()],
])('is quiet about %s', (_name, contract, record) => {
  const records = times(4, (n) => ({ ...record, eventId: `r${n}` }))
  expect(alertsOf(ID, judgeUnderPolicy(contract, ...records))).toEqual([])
})
