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

const ID = 'undirected-access'
const MIB = 1_048_576
const card = (fields = {}) => profile({ directed: true, ...fields })
const beside = (bytesDownlink: number, fields = {}) =>
  data({ directed: false, bytesDownlink, ...fields })

test('warns of the first byte to a host that the contract does not list', () => {
  const outputs = judgeUnderPolicy(card(), beside(1))
  expect(alertsOf(ID, outputs)).toMatchObject([
    { severity: 'medium', score: 1, exceptionId: 'WRONG_DESTINATION_ADDRESS' },
  ])
  expect(stepsOf(ID, outputs)).toEqual(['flag'])
})

test('bars data beyond a mebibyte within an hour', () => {
  const later = (bytes: number) => beside(bytes, { eventTime: TEN + 50 * MINUTE_MS })
  expect(stepsOf(ID, judgeUnderPolicy(card(), beside(MIB - 1), later(1)))).toEqual(['flag'])
  const outputs = judgeUnderPolicy(card(), beside(MIB - 1), later(2))
  expect(alertsOf(ID, outputs).at(-1)).toMatchObject({ severity: 'high' })
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'bar data'])
})

test('never counts more than an hour', () => {
  const outputs = judgeUnderPolicy(card(), beside(MIB), beside(MIB, { eventTime: TEN + HOUR_MS }))
  expect(stepsOf(ID, outputs)).not.toContain('bar data')
})

test.each([
  ['a listed host', card(), data({ directed: true })],
  ['a feed that does not say', card(), data()],
  ['signalling', card(), beside(MIB, { apn: 'ims' })],
  ['a card that may go anywhere', card({ directed: false }), beside(9 * MIB)],
])('is quiet about %s', (_name, contract, record) => {
  expect(alertsOf(ID, judgeUnderPolicy(contract, record))).toEqual([])
})
