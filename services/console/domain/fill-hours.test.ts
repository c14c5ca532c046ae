import { expect, test } from 'vitest'
import { fillHours, startOfDayBefore } from './fill-hours.ts'

const HOUR_MS = 3_600_000
const UNTIL = 500_000 * HOUR_MS + 60_000

test('24 hours end with the one of the moment', () => {
  const { hours } = fillHours(UNTIL, [])
  expect(hours).toHaveLength(24)
  expect(hours[0]?.startAt).toBe(startOfDayBefore(UNTIL))
  expect(hours[23]?.startAt).toBe(500_000 * HOUR_MS)
})

test('an hour without use is there, with nothing in it', () => {
  const used = { startAt: 499_999 * HOUR_MS, callsOutgoing: 2, callsIncoming: 0, sms: 0, bytes: 5 }
  const { hours } = fillHours(UNTIL, [used])
  expect(hours[22]).toEqual(used)
  expect(hours[21]).toMatchObject({ callsOutgoing: 0, bytes: 0 })
})
