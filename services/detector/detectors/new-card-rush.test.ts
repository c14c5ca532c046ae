import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  SECOND_MS,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'new-card-rush'
const fresh = (fields = {}) => ordinary({ activatedAt: TEN - 6 * DAY_MS, ...fields })
const calls = (count: number) => times(count, (n) => call({ eventTime: TEN + n * MINUTE_MS }))
const strangers = (count: number) =>
  times(count, (n) => call({ eventTime: TEN + n * SECOND_MS, peer: `t1:p${n}` }))

test('watches a new card from the 41st call of a day on', () => {
  expect(alertsOf(ID, judgeUnderPolicy(fresh(), ...calls(40)))).toEqual([])
  const outputs = judgeUnderPolicy(fresh(), ...calls(41))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'high' }])
})

test('watches a new card from the tenth stranger within 5 minutes on', () => {
  expect(alertsOf(ID, judgeUnderPolicy(fresh(), ...strangers(9)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(fresh(), ...strangers(10)))).toHaveLength(1)
})

test.each([
  ['a card of seven days', fresh({ activatedAt: TEN - 7 * DAY_MS })],
  ['a card whose activation nobody told', ordinary()],
  ['a card that took over from another', fresh({ replaces: '89860012345678900000' })],
  ['a courier, who starts work with it', fresh({ businessRole: 'courier' })],
])('is quiet about %s', (_name, card) => {
  expect(alertsOf(ID, judgeUnderPolicy(card, ...calls(60), ...strangers(20)))).toEqual([])
})
