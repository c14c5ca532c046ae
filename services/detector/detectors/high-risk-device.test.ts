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
} from '../../../test/support/builders.ts'

const ID = 'high-risk-device'
const LISTED = '35000000000001'
const OTHER = '35000000000002'
const listing = (imei: string) =>
  policy(({ lists }) => {
    lists.riskDevices = [imei]
  })

test('watches the first use in a listed device, whatever its last digits', () => {
  const outputs = judgeAll([listing(`${LISTED}7`), ordinary(), call({ imei: `${LISTED}99` })])
  expect(alertsOf(ID, outputs)).toMatchObject([
    { severity: 'high', mode: 'shadow', exceptionId: 'SW_DEVICE' },
  ])
})

test('judges a card without a profile too', () => {
  expect(alertsOf(ID, judgeAll([listing(LISTED), call({ imei: LISTED })]))).toHaveLength(1)
})

test.each([
  ['another device', ordinary(), call({ imei: OTHER })],
  ['an emergency call', ordinary(), call({ imei: LISTED, peerKind: 'emergency' })],
  ['an IoT card', profile(), data({ imei: LISTED })],
])('is quiet about %s', (_name, contract, record) => {
  expect(alertsOf(ID, judgeAll([listing(LISTED), contract, record]))).toEqual([])
})

test('a number that many devices send is no device, listed or not', () => {
  const placeholder = '00000000000000'
  const records = [listing(placeholder), ordinary(), call({ imei: placeholder })]
  expect(alertsOf(ID, judgeAll(records))).toEqual([])
})

test('finds nothing while the list is empty', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), call({ imei: LISTED })))).toEqual([])
})
