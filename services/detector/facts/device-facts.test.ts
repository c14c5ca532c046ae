import { expect, test } from 'vitest'
import {
  DAY_MS,
  data,
  HOUR_MS,
  judgeAll,
  judgeUnderPolicy,
  MINUTE_MS,
  profile,
  TEN,
  times,
} from '../../../test/support/builders.ts'
import { type Fields, factsIn } from '../../../test/support/group-builders.ts'

const DEVICE = '86099999999999'
const use = (fields: object = {}) => data({ imei: `${DEVICE}1`, ...fields })
const members = (...records: readonly Fields[]) =>
  factsIn(judgeUnderPolicy(...records)).filter(({ kind }) => kind === 'member')

test('names the device without its check digit, and the card by its contract', () => {
  const bound = profile({ boundImeis: ['86012345678901'], reseller: 'mvno-7', soldered: true })
  expect(members(bound, use({ eventId: 'e1', region: 'CN-HN' }))).toEqual([
    expect.objectContaining({
      group: { kind: 'imei', id: DEVICE },
      partition: 0,
      eventTime: TEN,
      event: 'test/e1',
      region: 'CN-HN',
      foreign: true,
      card: expect.objectContaining({
        cardClass: 'iot',
        tenant: 'acme-meters',
        reseller: 'mvno-7',
        soldered: true,
        profileVersion: TEN - 30 * DAY_MS,
      }),
    }),
  ])
})

test('is told in two hours of a day, however often the card is used', () => {
  const day = times(6 * 14, (n) => use({ eventTime: TEN + n * 10 * MINUTE_MS }))
  expect(members(...day)).toHaveLength(2)
  const next = day.map((one) => ({
    ...one,
    eventId: `${one['eventId']}b`,
    eventTime: TEN + DAY_MS,
  }))
  expect(members(...day, ...next)).toHaveLength(3)
})

test('is not told again of a day that a late record belongs to', () => {
  const hours = [0, 1, 25].map((hour) => use({ eventTime: TEN + hour * HOUR_MS }))
  const late = use({ eventTime: TEN + 2 * HOUR_MS })
  expect(members(...hours)).toHaveLength(3)
  expect(members(...hours, late)).toHaveLength(3)
})

test('is told again when the place is another, and not without end', () => {
  const places = times(3, (n) => use({ region: n === 1 ? 'CN-GD' : 'CN-HN', eventTime: TEN + n }))
  expect(members(...places).map((fact) => 'region' in fact && fact.region)).toEqual([
    'CN-HN',
    'CN-GD',
  ])
  const flapping = times(100, (n) =>
    use({ region: `CN-${n % 2}`, eventTime: TEN + n * 8 * MINUTE_MS }),
  )
  expect(members(...flapping)).toHaveLength(8)
})

test('is told again when the contract binds the card elsewhere', () => {
  const rebound = profile({ boundImeis: ['86012345678901'], eventTime: TEN + HOUR_MS })
  const foreign = members(profile(), use(), rebound, use({ eventTime: TEN + 2 * HOUR_MS }))
  expect(foreign.map((fact) => 'foreign' in fact && fact.foreign)).toEqual([false, true])
})

test('says nothing of a placeholder, of no device, and of an emergency call', () => {
  const emergency = use({
    service: 'voice',
    direction: 'outgoing',
    peer: 't1:sos',
    peerKind: 'emergency',
  })
  expect(members(use({ imei: '000000000000001' }), use({ imei: null }), emergency)).toEqual([])
})

test('says nothing before the first policy, which names the placeholders', () => {
  expect(factsIn(judgeAll([use()]))).toEqual([])
})
