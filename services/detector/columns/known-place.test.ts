import { expect, test } from 'vitest'
import { judgedByBoth } from '../../../test/support/both-engines.ts'
import {
  alertsOf,
  data,
  type Fields,
  MINUTE_MS,
  ordinary,
  policy,
  profile,
  TEN,
} from '../../../test/support/builders.ts'

const OWN = '86012345678901'
const OTHER = '35000000000001'
const at = (minute: number, fields: Fields = {}) =>
  data({ eventTime: TEN + minute * MINUTE_MS, imei: OWN, region: 'CN-HN', cell: 'c-1', ...fields })

/** How often a detector has found something, record by record, on a card that stays in one place. */
const found = (detector: string, records: readonly Fields[]) =>
  alertsOf(detector, judgedByBoth(records)).map(({ count }) => count)

const OWN_RULE = 'own-rule'

/** A policy of one rule of its own, and of no detectors. */
function watching(feature: string, above: number): Fields {
  return policy((document) => {
    document.detectors = {}
    document.rules[OWN_RULE] = {
      classes: ['ordinary'],
      mode: 'live',
      severity: 'low',
      family: 'device',
      conditions: [{ feature, above }],
      reason: { en: '{0}', zh: '{0}' },
    }
  })
}

test('finds out anew what a contract says that replaces one of the same time', () => {
  const bound = (imei: string) => profile({ boundImeis: [imei] })
  const records = [policy(), bound(OWN), at(0), at(1), bound(OTHER), at(2)]
  expect(found('imei-change', records)).toEqual([1])
})

test('finds out anew when a contract that was told ahead begins', () => {
  const first = profile({ boundImeis: [OWN] })
  const second = profile({ boundImeis: [OTHER], eventTime: TEN + 2 * MINUTE_MS })
  const records = [policy(), first, second, at(0), at(1), at(2)]
  expect(found('imei-change', records)).toEqual([1])
})

test('finds out anew under another policy', () => {
  const listed = {
    ...policy((document) => {
      document.lists.riskDevices = [OWN]
      document.version = 'cn-default@2'
    }),
    eventTime: TEN + MINUTE_MS,
  }
  const records = [policy(), ordinary(), at(0), at(1), listed, at(2)]
  expect(found('high-risk-device', records)).toEqual([1])
})

test('finds out anew when the network is another one', () => {
  const rules = watching('plmnForeign.1d', 0)
  const records = [rules, ordinary(), at(0), at(1), at(2, { visitedPlmn: '45400' })]
  expect(found(OWN_RULE, records)).toEqual([1])
})

test('goes by the device a card is bound to when it comes in another', () => {
  const uses = [at(0), at(60), at(61), at(62, { imei: OTHER }), at(63)]
  expect(found('imei-change', [policy(), profile(), ...uses])).toEqual([1])
})

test('finds out anew when the feed calls a device without a number something else', () => {
  const unnamed = (minute: number, deviceKind: string) =>
    at(minute, { imei: undefined, deviceKind })
  const records = [policy(), profile(), unnamed(0, 'module'), unnamed(1, 'phone')]
  expect(found('used-in-phone', records)).toEqual([1])
})

test('marks a region again in the next slide, so that its window keeps it', () => {
  const rules = watching('regionsDistinct.2d', 1)
  const stay = [0, 20, 40, 60].map((hour) => at(hour * 60))
  const away = at(61 * 60, { region: 'CN-HB' })
  expect(found(OWN_RULE, [rules, ordinary(), ...stay, away])).toEqual([1])
})
