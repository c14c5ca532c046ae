import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  judgeUnderPolicy,
  ordinary,
  SECOND_MS,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'wangiri-caller'
const ABANDONED = { answered: false, durationSeconds: 0, releaseCause: 'normal' }
/** Rings so many times, the first of them given up at once. */
const rings = (count: number, given = count, callees = count) =>
  times(count, (n) =>
    call({
      eventTime: TEN + n * SECOND_MS,
      peer: `t1:p${n % callees}`,
      ...(n < given && ABANDONED),
    }),
  )
const callbacks = (count: number, callers = count) =>
  times(count, (n) =>
    call({
      direction: 'incoming',
      eventTime: TEN + 60 * SECOND_MS + n * SECOND_MS,
      peer: `t1:p${n % callers}`,
    }),
  )

test('watches a card that rings once and is called back', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...rings(30), ...callbacks(5)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...rings(30), ...callbacks(6))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'high' }])
  expect(alertsOf(ID, judgeUnderPolicy(...rings(30), ...callbacks(6)))).toHaveLength(1)
})

test.each([
  ['fewer than 30 calls', [...rings(29), ...callbacks(9)]],
  ['a card that also waits for an answer', [...rings(30, 24), ...callbacks(9)]],
  ['people who are not at home', [...rings(30).map(unanswered), ...callbacks(9)]],
  ['one person who is rung and calls back', [...rings(30, 30, 1), ...callbacks(9, 1)]],
  ['calls from others', [...rings(30), ...callbacks(9).map((one) => ({ ...one, peer: 't1:x' }))]],
])('is quiet about %s', (_name, records) => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...records))).toEqual([])
})

function unanswered(record: Readonly<Record<string, unknown>>) {
  return { ...record, releaseCause: 'noAnswer' }
}
