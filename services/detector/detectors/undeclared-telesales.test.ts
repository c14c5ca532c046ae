import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  HOUR_MS,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'undeclared-telesales'
const OTHER_CARD = '89860012345678900000'
/** Somebody's incoming call: the feed carries such. */
const incoming = call({ iccid: OTHER_CARD, direction: 'incoming', eventTime: TEN - HOUR_MS })
const calls = (count: number, callees = count) =>
  times(count, (n) => call({ eventTime: TEN + n * 5 * MINUTE_MS, peer: `t1:p${n % callees}` }))

test('watches an ordinary card that calls 81 numbers in a day and is never called', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), incoming, ...calls(80)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), incoming, ...calls(81))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'high' }])
  expect(alertsOf(ID, outputs)[0]?.evidence.requirement).toBe('DIANXIAO-14')
})

test.each([
  ['a card that calls the same people', [incoming, ...calls(81, 50)]],
  ['a card that is called as well', [...called(20), ...calls(81)]],
  ['a feed without incoming calls', calls(81)],
])('is quiet about %s', (_name, records) => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...records))).toEqual([])
})

function called(count: number) {
  return times(count, (n) => call({ direction: 'incoming', eventTime: TEN - n - 1 }))
}
