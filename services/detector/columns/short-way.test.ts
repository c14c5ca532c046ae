import { expect, test } from 'vitest'
import { judgedByBoth } from '../../../test/support/both-engines.ts'
import {
  alertsOf,
  call,
  DAY_MS,
  type Fields,
  MINUTE_MS,
  ordinary,
  policy,
  SECOND_MS,
  sms,
  TEN,
  times,
} from '../../../test/support/builders.ts'

/** What both engines say. */
const judged = (...records: readonly Fields[]) => judgedByBoth([policy(), ...records])

const strangers = (count: number, from = TEN) =>
  times(count, (n) => call({ eventTime: from + n * 10 * SECOND_MS, peer: `t1:s${n}` }))

test('screens a new card by the limits of new cards, and an old one by none', () => {
  const card = (activatedAt: number) => ordinary({ activatedAt })
  expect(alertsOf('new-card-rush', judged(card(TEN - DAY_MS), ...strangers(10)))).toHaveLength(1)
  expect(alertsOf('new-card-rush', judged(card(TEN - 90 * DAY_MS), ...strangers(10)))).toEqual([])
})

test('screens the hour after a holiday by the limits of the holiday', () => {
  const midnight = Date.UTC(2027, 1, 8, 16)
  const greetings = (from: number) =>
    times(250, (n) => sms({ eventTime: from + n * SECOND_MS, peer: `t1:g${n}` }))
  expect(alertsOf('sms-flood', judged(ordinary(), ...greetings(midnight)))).toEqual([])
  const later = greetings(midnight + 61 * MINUTE_MS)
  expect(alertsOf('sms-flood', judged(ordinary(), ...later)).length).toBeGreaterThan(0)
})

test.each([19, 20, 28, 29, 30, 31, 40])(
  'forgets no contact of %i days with use too soon or too late',
  (days) => {
    const daily = times(days, (n) => call({ eventTime: TEN + n * DAY_MS, peer: `t1:d${n}` }))
    const again = strangers(20, TEN + days * DAY_MS)
    judged(ordinary(), ...strangers(20), ...daily, ...again)
  },
)

test('reads an hour as an hour, whatever came in the minutes before it', () => {
  const before = times(30, (n) => call({ eventTime: TEN - 3 * MINUTE_MS, peer: `t1:b${n % 5}` }))
  const within = times(31, (n) =>
    call({ eventTime: TEN + 57 * MINUTE_MS + n, peer: `t1:w${n % 5}` }),
  )
  expect(alertsOf('call-rate', judged(ordinary(), ...before, ...within))).toEqual([])
})
