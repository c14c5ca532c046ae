import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  judgeUnderPolicy,
  ordinary,
  SECOND_MS,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'

const ID = 'machine-dialling'
/** Calls with these gaps between them, over and over, each to another number unless said. */
const calls = (count: number, gaps: readonly number[], callees = count) => {
  let eventTime = TEN
  return times(count, (n) => {
    eventTime += (gaps[n % gaps.length] ?? 0) * SECOND_MS
    return call({ eventTime, peer: `t1:p${n % callees}` })
  })
}
const EVEN = [60, 62, 58]
/** A person's: now at once, now after minutes. */
const UNEVEN = [20, 300, 45, 120, 30]
const FAST = [7, 7, 7, 90, 20]

test('watches a card that dials as evenly as a clock', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(25, UNEVEN)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...calls(20, EVEN))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'medium' }])
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), ...calls(20, EVEN)))).toHaveLength(1)
})

test('watches a card that dials the next number within seconds', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(24, FAST)))).not.toEqual([])
  const slower = FAST.map((gap) => (gap === 7 ? 8 : gap))
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(24, slower)))).toEqual([])
})

test('has no ratio below 20 calls', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(19, EVEN)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(19, FAST)))).toEqual([])
})

test('is quiet about redialling one busy number, however evenly and fast', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(40, [5], 1)))).toEqual([])
})

test('takes the night before for no gap between calls', () => {
  const yesterday = call({ eventTime: TEN - DAY_MS, peer: 't1:yesterday' })
  const outputs = judgeUnderPolicy(ordinary(), yesterday, ...calls(20, EVEN))
  expect(alertsOf(ID, outputs)).toHaveLength(1)
})
