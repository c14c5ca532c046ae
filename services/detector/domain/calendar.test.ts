import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Calendar } from './calendar.ts'

const calendar = new Calendar()
const utc = (text: string) => Date.parse(text)

test('knows the local day, also the one of 23 and of 25 hours', () => {
  const hours = (day: string) => {
    const { start, end } = calendar.day(utc(day), 'Europe/Berlin')
    return (end - start) / 3_600_000
  }
  expect(hours('2026-03-28T12:00Z')).toBe(24)
  expect(hours('2026-03-29T12:00Z')).toBe(23)
  expect(hours('2026-10-25T12:00Z')).toBe(25)
})

test('tells the wall clock on both sides of a change', () => {
  const minute = (time: string) => calendar.minuteOfDay(utc(time), 'Europe/Berlin')
  expect(minute('2026-03-29T00:59Z')).toBe(119)
  expect(minute('2026-03-29T01:00Z')).toBe(180)
})

test('starts a billing cycle on a day the month lacks at its last day', () => {
  const cycle = { timeZone: 'Asia/Shanghai', startDay: 31 }
  const { start, end } = calendar.cycle(utc('2026-02-28T00:00Z'), cycle)
  expect(start).toBe(utc('2026-02-28T00:00+08:00'))
  expect(end).toBe(utc('2026-03-31T00:00+08:00'))
})

test('gives a time to the one day, month and cycle that hold it', () => {
  const times = fc.integer({ min: utc('2024-01-01T00:00Z'), max: utc('2028-12-31T00:00Z') })
  const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'UTC')
  fc.assert(
    fc.property(times, zones, fc.integer({ min: 1, max: 31 }), (time, timeZone, startDay) => {
      const fresh = new Calendar()
      for (const { start, end } of [
        fresh.day(time, timeZone),
        fresh.month(time, timeZone),
        fresh.cycle(time, { timeZone, startDay }),
      ]) {
        expect(start).toBeLessThanOrEqual(time)
        expect(end).toBeGreaterThan(time)
      }
      const { start, end } = fresh.cycle(time, { timeZone, startDay })
      expect(fresh.cycle(end, { timeZone, startDay }).start).toBe(end)
      expect(fresh.cycle(start - 1, { timeZone, startDay }).end).toBe(start)
    }),
    { numRuns: 300 },
  )
})
