import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'

const ID = 'short-calls'
/** So many answered calls, the last of which are over within 10 seconds. */
const calls = (count: number, short: number, fields = {}) =>
  times(count, (n) =>
    call({
      eventTime: TEN + n * MINUTE_MS,
      durationSeconds: n < count - short ? 11 : 10,
      ...fields,
    }),
  )

test('watches a card most of whose answered calls are over at once', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(20, 14)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...calls(20, 15))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'low' }])
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), ...calls(20, 15)))).toHaveLength(1)
})

test('has no ratio below 20 answered calls', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(19, 19)))).toEqual([])
  const vain = calls(40, 40, { answered: false, durationSeconds: 0 })
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(19, 19), ...vain))).toEqual([])
})

test('takes no call for short whose length the feed does not tell', () => {
  const unknown = calls(40, 40, { durationSeconds: null })
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...unknown))).toEqual([])
})
