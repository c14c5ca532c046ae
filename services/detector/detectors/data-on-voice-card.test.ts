import { expect, test } from 'vitest'
import {
  alertsOf,
  data,
  judgeUnderPolicy,
  stepsOf,
  TEN,
  telesales,
} from '../../../test/support/builders.ts'

const ID = 'data-on-voice-card'
const MIB = 1_048_576
const bytes = (bytesDownlink: number, fields = {}) => data({ bytesDownlink, ...fields })

test('is quiet at a mebibyte, and bars data beyond it', () => {
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), bytes(MIB)))).toEqual([])
  const outputs = judgeUnderPolicy(telesales(), bytes(MIB), bytes(1))
  expect(alertsOf(ID, outputs)).toMatchObject([
    { severity: 'medium', score: 1, exceptionId: 'SW_CONTRACT' },
  ])
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'bar data'])
})

test('says how much it was, in both languages', () => {
  const [alert] = alertsOf(ID, judgeUnderPolicy(telesales(), bytes(3 * MIB)))
  expect(alert?.reason.en).toContain('3.0 MiB')
  expect(alert?.reason.zh).toContain('3.0 MiB')
})

test('begins anew with a newer contract', () => {
  const newer = telesales({ eventTime: TEN + 1, scene: 'another' })
  const outputs = judgeUnderPolicy(telesales(), bytes(MIB), newer, bytes(1, { eventTime: TEN + 2 }))
  expect(alertsOf(ID, outputs)).toEqual([])
})

test.each([
  ['the signalling of its calls', telesales(), bytes(9 * MIB, { apn: 'IMS' })],
  [
    'a card whose contract opens data',
    telesales({ functions: { voice: true, sms: false, data: true } }),
    bytes(9 * MIB),
  ],
])('is quiet about %s', (_name, contract, record) => {
  expect(alertsOf(ID, judgeUnderPolicy(contract, record))).toEqual([])
})
