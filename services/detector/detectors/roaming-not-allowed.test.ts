import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  data,
  HOUR_MS,
  judgeAll,
  judgeUnderPolicy,
  ordinary,
  policy,
  profile,
  stepsOf,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'roaming-not-allowed'
const card = (fields = {}) => profile({ roaming: false, ...fields })
const home = (hours = 0) => data({ eventTime: TEN + hours * HOUR_MS, visitedPlmn: '46000' })
const abroad = (hours: number, fields = {}) =>
  data({ eventTime: TEN + hours * HOUR_MS, visitedPlmn: '45400', ...fields })

test('warns of a use in a foreign network, six hours after the first', () => {
  expect(alertsOf(ID, judgeUnderPolicy(card(), home(), abroad(1), abroad(7)))).toEqual([])
  const outputs = judgeUnderPolicy(card(), home(), abroad(1), abroad(7.01))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'medium', score: 1 }])
  expect(stepsOf(ID, outputs)).toEqual(['flag'])
})

test('bars data after four uses and six hours; a person decides on a suspension', () => {
  const away = [abroad(2), abroad(3), abroad(4)]
  expect(stepsOf(ID, judgeUnderPolicy(card(), home(), ...away, abroad(8)))).toEqual([])
  const outputs = judgeUnderPolicy(card(), home(), ...away, abroad(8.01))
  expect(alertsOf(ID, outputs).at(-1)).toMatchObject({ severity: 'high' })
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'bar data', 'suspend'])
  expect(outputs.findLast(({ type }) => type === 'proposal')).toMatchObject({
    proposal: { action: 'suspend', needs: 'person' },
  })
})

test('a card that was silent for hours was not away for hours', () => {
  const outputs = judgeUnderPolicy(card(), home(), abroad(9), abroad(9.2), abroad(9.4), abroad(9.6))
  expect(alertsOf(ID, outputs)).toEqual([])
})

test('is quiet about a card at the border, in reach of foreign masts', () => {
  const flapping = times(48, (n) => (n % 2 === 0 ? home(n / 2) : abroad(n / 2)))
  expect(alertsOf(ID, judgeUnderPolicy(card(), ...flapping))).toEqual([])
})

test('knows a region that the policy closes', () => {
  const closing = policy(({ lists }) => {
    lists.closedRegions = ['CN-TW']
  })
  const there = { visitedPlmn: '46000', region: 'CN-TW-TPE' }
  const [record, later] = [abroad(9, there), abroad(16, there)]
  expect(alertsOf(ID, judgeAll([closing, card(), record, later]))).toHaveLength(1)
  expect(alertsOf(ID, judgeUnderPolicy(card(), record, later))).toEqual([])
})

test('knows no foreign network without the country codes of the home network', () => {
  const unlisted = policy(({ lists }) => {
    lists.homeMcc = []
  })
  expect(alertsOf(ID, judgeAll([unlisted, card(), abroad(9)]))).toEqual([])
})

test.each([
  ['a contract with roaming', card({ roaming: true }), abroad(9)],
  ['a record without a network', card(), abroad(9, { visitedPlmn: null })],
  ['another network at home', card(), abroad(9, { visitedPlmn: '46011' })],
  ['an emergency call', card(), call({ visitedPlmn: '45400', peerKind: 'emergency' })],
  ['a phone', ordinary({ roaming: false }), abroad(9)],
])('is quiet about %s', (_name, contract, record) => {
  expect(alertsOf(ID, judgeUnderPolicy(contract, record))).toEqual([])
})
