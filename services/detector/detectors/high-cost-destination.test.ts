import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  judgeAll,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  policy,
  profile,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'high-cost-destination'
const listed = policy((document) => {
  document.lists.premiumPrefixes = ['0088']
})
const calls = (count: number, fields = {}) =>
  times(count, (n) =>
    call({ eventTime: TEN + n * MINUTE_MS, peerBlock: '008812', durationSeconds: 10, ...fields }),
  )

test('watches the fifth call to premium numbers in an hour', () => {
  expect(alertsOf(ID, judgeAll([listed, ordinary(), ...calls(4)]))).toEqual([])
  const outputs = judgeAll([listed, ordinary(), ...calls(5)])
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'high' }])
  const lift = profile({ functions: { voice: true, sms: false, data: true } })
  expect(alertsOf(ID, judgeAll([listed, lift, ...calls(5)]))).toHaveLength(1)
})

test('watches more than an hour with premium numbers in a day', () => {
  const long = (durationSeconds: number) => calls(2, { durationSeconds })
  expect(alertsOf(ID, judgeAll([listed, ordinary(), ...long(1_800)]))).toEqual([])
  expect(alertsOf(ID, judgeAll([listed, ordinary(), ...long(1_801)]))).toHaveLength(1)
})

test('is quiet about other numbers, and blind without a list', () => {
  const usual = calls(9, { peerBlock: '1380731' })
  expect(alertsOf(ID, judgeAll([listed, ordinary(), ...usual]))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(9)))).toEqual([])
})
