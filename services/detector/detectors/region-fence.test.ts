import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  data,
  HOUR_MS,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  profile,
  stepsOf,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'region-fence'
const bike = (fields = {}) => profile({ allowedRegions: ['CN-HN', 'CN-HB'], ...fields })
const inside = (hours = 0) => data({ eventTime: TEN + hours * HOUR_MS, region: 'CN-HN-CS' })
const outside = (hours: number, fields = {}) =>
  data({ eventTime: TEN + hours * HOUR_MS, region: 'CN-GD-SZ', ...fields })

test('warns of a use outside the contract’s regions, six hours after the first', () => {
  expect(alertsOf(ID, judgeUnderPolicy(bike(), inside(), outside(1), outside(7)))).toEqual([])
  const outputs = judgeUnderPolicy(bike(), inside(), outside(1), outside(7.01))
  expect(alertsOf(ID, outputs)).toMatchObject([
    { severity: 'medium', score: 1, exceptionId: 'UNEXPECTED_UE_LOCATION' },
  ])
  expect(stepsOf(ID, outputs)).toEqual(['flag'])
})

test('bars data of a card that was used outside four times and is away for six hours', () => {
  const away = [outside(2), outside(3), outside(4)]
  expect(stepsOf(ID, judgeUnderPolicy(bike(), inside(), ...away, outside(8)))).toEqual([])
  const fewer = [outside(2), outside(3), outside(8.01)]
  expect(stepsOf(ID, judgeUnderPolicy(bike(), inside(), ...fewer))).toEqual(['flag'])
  const outputs = judgeUnderPolicy(bike(), inside(), ...away, outside(8.01))
  expect(alertsOf(ID, outputs).at(-1)).toMatchObject({ severity: 'high' })
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'bar data'])
})

test('a card that was silent for hours was not away for hours', () => {
  const outputs = judgeUnderPolicy(
    bike(),
    inside(),
    outside(9),
    outside(9.2),
    outside(9.4),
    outside(9.6),
  )
  expect(alertsOf(ID, outputs)).toEqual([])
})

test('is quiet about a card at a border, whose cells flap all day', () => {
  const flapping = times(48, (n) => (n % 2 === 0 ? inside(n / 2) : outside(n / 2)))
  expect(alertsOf(ID, judgeUnderPolicy(bike(), ...flapping))).toEqual([])
})

test('a contract of today has its grace', () => {
  const today = bike({ eventTime: TEN })
  expect(alertsOf(ID, judgeUnderPolicy(today, outside(0.5)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(today, outside(0.2), outside(6.5)))).toHaveLength(1)
})

test('a late record from before the card came back warns nobody', () => {
  const late = outside(0, { eventTime: TEN - 10 * MINUTE_MS })
  expect(alertsOf(ID, judgeUnderPolicy(bike(), inside(), late))).toEqual([])
})

test('tells that the regions are the contract’s', () => {
  const [alert] = alertsOf(ID, judgeUnderPolicy(bike(), inside(), outside(5), outside(12)))
  expect(alert?.evidence.features[0]?.origin).toContain('regions of the contract')
  expect(alert?.evidence.features.map(({ name, threshold }) => [name, threshold])).toEqual([
    ['regionMismatches.1d', 0],
    ['hoursAway.last', 6],
  ])
})

test.each([
  ['a contract without regions', profile(), outside(9)],
  ['a contract whose list of regions is empty', bike({ allowedRegions: [] }), outside(9)],
  ['the other allowed region', bike(), outside(9, { region: 'CN-HB' })],
  ['a record without a region', bike(), outside(9, { region: null })],
  ['an emergency call', bike(), call({ region: 'CN-GD', peerKind: 'emergency' })],
  ['a phone', ordinary({ allowedRegions: ['CN-HN'] }), outside(9)],
])('is quiet about %s', (_name, contract, record) => {
  expect(alertsOf(ID, judgeUnderPolicy(contract, record))).toEqual([])
})
