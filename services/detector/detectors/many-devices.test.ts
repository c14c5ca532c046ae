import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  judgeUnderPolicy,
  ordinary,
  profile,
  stepsOf,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'many-devices'
const START = TEN - 200 * DAY_MS
const phone = ordinary({ eventTime: TEN - 400 * DAY_MS })
const imei = (n: number) => String(86_012_345_678_900 + n)
/** A call in another device every so many days. */
const moves = (count: number, everyDays = 20) =>
  times(count, (n) => call({ eventTime: START + n * everyDays * DAY_MS, imei: imei(n) }))

test('is quiet at nine devices in eight months, and flags the tenth', () => {
  expect(alertsOf(ID, judgeUnderPolicy(phone, ...moves(9)))).toEqual([])
  const outputs = judgeUnderPolicy(phone, ...moves(10))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'high', mode: 'live' }])
  expect(alertsOf(ID, outputs)[0]?.reason.en).toBe('Used in 10 devices within eight months')
})

test('asks for a second signal before it asks the holder', () => {
  const outputs = judgeUnderPolicy(phone, ...moves(10))
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'reverify'])
  expect(outputs.findLast(({ type }) => type === 'proposal')).toMatchObject({
    proposal: { basis: 'statistical', needs: 'corroborated' },
  })
})

test('forgets devices of more than eight months ago', () => {
  expect(alertsOf(ID, judgeUnderPolicy(phone, ...moves(20, 30)))).toEqual([])
})

test('counts a device once, by its first 14 digits, and numbers that many send not at all', () => {
  const again = times(9, (n) => call({ eventTime: TEN + n, imei: `${imei(n)}77` }))
  const placeholder = call({ eventTime: TEN + 9, imei: '000000000000000' })
  const without = call({ eventTime: TEN + 10 })
  const records = [...moves(9), ...again, placeholder, without]
  expect(alertsOf(ID, judgeUnderPolicy(phone, ...records))).toEqual([])
})

test('leaves IoT cards to their contract', () => {
  const card = profile({ eventTime: TEN - 400 * DAY_MS })
  expect(alertsOf(ID, judgeUnderPolicy(card, ...moves(12)))).toEqual([])
})
