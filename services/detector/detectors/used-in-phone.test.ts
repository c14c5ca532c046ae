import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  data,
  judgeAll,
  judgeUnderPolicy,
  ordinary,
  policy,
  profile,
  stepsOf,
} from '../../../test/support/builders.ts'

const ID = 'used-in-phone'
const PHONE = '35000000000001'
const TAC = PHONE.slice(0, 8)
const inPhone = (fields = {}) => data({ imei: PHONE, deviceKind: 'phone', ...fields })
const withTacs = policy(({ lists }) => {
  lists.handsetTacs = [TAC]
})

test('bars data of a card that the feed sees in a phone; a person decides on a suspension', () => {
  const outputs = judgeUnderPolicy(profile(), inPhone())
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'critical', exceptionId: 'SW_DEVICE' }])
  expect(stepsOf(ID, outputs)).toEqual(['bar data', 'suspend'])
  const suspend = outputs.findLast(({ type }) => type === 'proposal')
  expect(suspend).toMatchObject({ proposal: { needs: 'person' } })
})

test('knows a phone by its type code, where the policy lists them', () => {
  const record = data({ imei: PHONE })
  expect(alertsOf(ID, judgeAll([withTacs, profile(), record]))).toHaveLength(1)
  expect(alertsOf(ID, judgeUnderPolicy(profile(), record))).toEqual([])
})

test('takes the types of the contract before the policy’s', () => {
  const till = profile({ allowedTacs: [TAC] })
  expect(alertsOf(ID, judgeAll([withTacs, till, inPhone()]))).toEqual([])
  const other = inPhone({ imei: '86999012000001' })
  const [alert] = alertsOf(ID, judgeAll([withTacs, till, other]))
  expect(alert?.evidence.features[0]?.origin).toContain('devices of the contract')
})

test.each([
  ['a module', profile(), inPhone({ deviceKind: 'module' })],
  ['a card in test', profile({ status: 'test' }), inPhone()],
  [
    'an emergency call',
    profile(),
    call({ imei: PHONE, deviceKind: 'phone', peerKind: 'emergency' }),
  ],
  ['a number that many devices send', profile(), inPhone({ imei: '012345678901234' })],
  ['a till whose number is not known', profile({ allowedTacs: [TAC] }), inPhone({ imei: null })],
  ['a phone’s own card', ordinary(), inPhone()],
])('is quiet about %s', (_name, contract, record) => {
  expect(alertsOf(ID, judgeUnderPolicy(contract, record))).toEqual([])
})
