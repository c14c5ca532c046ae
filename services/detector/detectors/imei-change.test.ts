import { expect, test } from 'vitest'
import {
  alertsOf,
  data,
  HOUR_MS,
  judgeUnderPolicy,
  MINUTE_MS,
  profile,
  stepsOf,
  TEN,
} from '../../../test/support/builders.ts'

const ID = 'imei-change'
const OWN = '86012345678901'
const OTHER = '35000000000001'
const bound = (fields = {}) => profile({ boundImeis: [OWN], ...fields })

test('bars data of a card in a device it is not bound to', () => {
  const outputs = judgeUnderPolicy(bound(), data({ imei: OTHER }))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'high', exceptionId: 'SW_DEVICE' }])
  expect(stepsOf(ID, outputs)).toEqual(['bar data'])
})

test('also suspends a soldered card: it cannot get there by itself', () => {
  const outputs = judgeUnderPolicy(bound({ soldered: true }), data({ imei: OTHER }))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'critical' }])
  expect(stepsOf(ID, outputs)).toEqual(['bar data', 'suspend'])
})

test('binds a card without a list by use in two hours, and then only flags', () => {
  const uses = [data({ imei: OWN }), data({ imei: OWN, eventTime: TEN + HOUR_MS })]
  const outputs = judgeUnderPolicy(
    profile(),
    ...uses,
    data({ imei: OTHER, eventTime: TEN + HOUR_MS }),
  )
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'medium' }])
  expect(stepsOf(ID, outputs)).toEqual(['flag'])
})

test('takes a device that was seen in one hour for the tester of an installer', () => {
  const tested = [data({ imei: OTHER }), data({ imei: OTHER, eventTime: TEN + MINUTE_MS })]
  const at = (hours: number) => data({ imei: OWN, eventTime: TEN + hours * HOUR_MS })
  expect(alertsOf(ID, judgeUnderPolicy(profile(), ...tested, at(1), at(2), at(3)))).toEqual([])
})

test('flags a contract whose list of devices keeps changing', () => {
  const rebound = (n: number) => bound({ boundImeis: [`8601234567890${n}`], eventTime: TEN + n })
  const changes = [1, 2, 3].map((n) => rebound(n + 1))
  expect(alertsOf(ID, judgeUnderPolicy(bound(), ...changes.slice(0, 2)))).toEqual([])
  expect(stepsOf(ID, judgeUnderPolicy(bound(), ...changes))).toEqual(['flag'])
})

test.each([
  ['its own device, by the first 14 digits', bound(), data({ imei: `${OWN}99` })],
  ['a card in test', bound({ status: 'test' }), data({ imei: OTHER })],
  ['a placeholder that many devices send', bound(), data({ imei: '000000000000000' })],
  ['a record without a device', bound(), data()],
])('is quiet about %s', (_name, contract, record) => {
  expect(alertsOf(ID, judgeUnderPolicy(contract, record))).toEqual([])
})
