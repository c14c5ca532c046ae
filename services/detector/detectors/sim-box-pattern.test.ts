import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  data,
  HOUR_MS,
  judgeUnderPolicy,
  ordinary,
  sms,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'sim-box-pattern'
const OTHER_CARD = '89860012345678900000'
/** Somebody's incoming call: the feed carries such. */
const incoming = call({ iccid: OTHER_CARD, direction: 'incoming', eventTime: TEN - HOUR_MS })
const before = { eventTime: TEN - HOUR_MS, cell: '460-00-1' }
/** Two calls an hour from one cell, each to another number. */
const calls = (count: number, callees = count, fields = {}) =>
  times(count, (n) =>
    call({
      eventTime: TEN + n * 0.5 * HOUR_MS,
      peer: `t1:p${n % callees}`,
      cell: '460-00-1',
      ...fields,
    }),
  )

test('watches a card that only calls, from one place, from the 50th call on', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), incoming, ...calls(49)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), incoming, ...calls(50))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'high' }])
  expect(alertsOf(ID, judgeUnderPolicy(incoming, ...calls(50)))).toHaveLength(1)
})

test.each([
  ['a card that writes', [sms(before)]],
  ['a card that uses data', [data({ ...before, apn: 'cmnet', bytesDownlink: 1_048_576 })]],
  ['a card that moves', [call({ ...before, cell: '460-00-2' })]],
  ['a card that is called', times(4, () => call({ ...before, direction: 'incoming' }))],
])('is quiet about %s', (_name, more) => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), incoming, ...more, ...calls(50)))).toEqual([])
})

test('is quiet about an old person who calls the same people from home', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), incoming, ...calls(60, 35)))).toEqual([])
})

test('proves nothing by a feed that carries no cells, or no incoming calls', () => {
  const nowhere = calls(50, 50, { cell: null })
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), incoming, ...nowhere))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(50)))).toEqual([])
  const old = { ...incoming, eventTime: TEN - 9 * DAY_MS }
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), old, ...calls(50)))).toEqual([])
})
