import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  data,
  HOUR_MS,
  judgeUnderPolicy,
  ordinary,
  TEN,
} from '../../../test/support/builders.ts'

const ID = 'high-usage'
const GIB = 1_073_741_824
/** Two long calls, one after the other. */
const talk = (seconds: number, fields = {}) => [
  call({ durationSeconds: 30_000, ...fields }),
  call({ eventTime: TEN + 9 * HOUR_MS, durationSeconds: seconds - 30_000, ...fields }),
]

test('watches a card that talks for more than ten hours within a day', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...talk(36_000)))).toEqual([])
  const [alert] = alertsOf(ID, judgeUnderPolicy(ordinary(), ...talk(36_001)))
  expect(alert).toMatchObject({ mode: 'shadow', severity: 'medium' })
  expect(alert?.reason.en).toBe('10.0 hours of outgoing calls within a day')
})

test('watches a card that loads more than 20 GiB within a day', () => {
  const load = (bytesDownlink: number) =>
    alertsOf(ID, judgeUnderPolicy(data({ bytesDownlink, apn: 'cmnet' })))
  expect(load(20 * GIB)).toEqual([])
  expect(load(20 * GIB + 1)).toHaveLength(1)
})

test('is quiet about a card that is talked to', () => {
  const called = talk(60_000, { direction: 'incoming' })
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...called))).toEqual([])
})
