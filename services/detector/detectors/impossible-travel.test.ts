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
  TEN,
} from '../../../test/support/builders.ts'

const ID = 'impossible-travel'
/** 1,344 km apart. */
const CHANGSHA = { latitude: 28.2, longitude: 112.97 }
const BEIJING = { latitude: 39.9, longitude: 116.4 }
/** 51 km from Changsha. */
const XIANGTAN = { latitude: 27.75, longitude: 112.9 }
const at = (ms: number, place = {}) => call({ eventTime: TEN + ms, ...place })

test('watches a card that is faster than a plane', () => {
  const records = [at(0, CHANGSHA), at(HOUR_MS, BEIJING)]
  const outputs = judgeUnderPolicy(ordinary(), ...records)
  expect(alertsOf(ID, outputs)).toMatchObject([
    { severity: 'high', mode: 'shadow', exceptionId: 'UNEXPECTED_UE_LOCATION' },
  ])
  expect(alertsOf(ID, outputs)[0]?.reason.en).toMatch(/^13\d\d km from the place before, at 13\d\d/)
})

test('watches an IoT card too', () => {
  const records = [data(CHANGSHA), data({ eventTime: TEN + HOUR_MS, ...BEIJING })]
  expect(alertsOf(ID, judgeUnderPolicy(profile(), ...records))).toHaveLength(1)
})

test.each([
  ['a flight', [at(0, CHANGSHA), at(2 * HOUR_MS, BEIJING)]],
  ['two cells near each other', [at(0, CHANGSHA), at(MINUTE_MS, XIANGTAN)]],
  ['records without coordinates', [at(0, { region: 'CN-HN' }), at(1, { region: 'CN-BJ' })]],
  ['one that comes out of order', [at(0, CHANGSHA), at(-HOUR_MS, BEIJING)]],
  [
    'where an emergency call was made',
    [at(0, CHANGSHA), at(HOUR_MS, { ...BEIJING, peerKind: 'emergency' })],
  ],
])('is quiet about %s', (_name, records) => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...records))).toEqual([])
})

test('tells of the jump, and not of each record after it', () => {
  const records = [at(0, CHANGSHA), at(HOUR_MS, BEIJING), at(HOUR_MS + 1), at(HOUR_MS + 2)]
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...records)).at(-1)?.count).toBe(1)
})
