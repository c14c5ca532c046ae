import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  judgeUnderPolicy,
  sms,
  stepsOf,
  telesales,
} from '../../../test/support/builders.ts'

const ID = 'inbound-only-calls-out'
const serviceLine = telesales({ inboundOnly: true })

test('bars voice of a card for incoming calls at its first call', () => {
  const outputs = judgeUnderPolicy(serviceLine, call())
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'high', score: 1 }])
  expect(stepsOf(ID, outputs)).toEqual(['bar voice'])
})

test.each([
  ['a call that it takes', serviceLine, call({ direction: 'incoming' })],
  ['an emergency call', serviceLine, call({ peerKind: 'emergency' })],
  ['a message', serviceLine, sms()],
  ['a card that may call', telesales(), call()],
])('is quiet about %s', (_name, contract, record) => {
  expect(alertsOf(ID, judgeUnderPolicy(contract, record))).toEqual([])
})
