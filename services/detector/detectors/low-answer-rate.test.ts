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

const ID = 'low-answer-rate'
const VAIN = { answered: false, durationSeconds: 0 }
/** So many calls in an hour, the first of which end as told. */
const calls = (count: number, ended: number, { fields = {}, callees = 20 } = {}) =>
  times(count, (n) =>
    call({
      eventTime: TEN + n * MINUTE_MS,
      peer: `t1:p${n % callees}`,
      ...(n < ended && fields),
    }),
  )

test('watches a card that hardly anybody answers', () => {
  const vain = (count: number) => calls(30, count, { fields: VAIN })
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...vain(24)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...vain(25))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'medium' }])
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), ...vain(25)))).toHaveLength(1)
})

test('watches a card that dials numbers that do not exist', () => {
  const invalid = (count: number) =>
    calls(30, count, { fields: { ...VAIN, releaseCause: 'invalidNumber' } })
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...invalid(9)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...invalid(10)))).toHaveLength(1)
})

test('has no ratio below 30 calls', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(29, 29, { fields: VAIN })))).toEqual([])
})

test('is quiet about redialling a few busy numbers', () => {
  const redialling = calls(50, 50, { fields: VAIN, callees: 9 })
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...redialling))).toEqual([])
})

test('takes no call for unanswered of which the feed tells nothing', () => {
  const unknown = calls(40, 40, { fields: { answered: null, durationSeconds: null } })
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...unknown))).toEqual([])
})
