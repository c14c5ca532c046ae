import { expect, test } from 'vitest'
import { START } from '../testing/collect-feed.ts'
import { DAY_MS, endOfLocalDay, HOUR_MS, hoursOpen, isWithin, minuteOfDay } from './local-time.ts'
import { Random } from './random.ts'
import { liveliness, nextArrival } from './rhythm.ts'

test('knows what time it is in China', () => {
  expect(minuteOfDay(START)).toBe(8 * 60)
  expect(endOfLocalDay(START)).toBe(START + 16 * HOUR_MS)
})

test('begins hours with their first minute and ends them before their last', () => {
  const hours = ['09:00-12:00', '14:00-21:00']
  expect(isWithin(hours, START + HOUR_MS - 1)).toBe(false)
  expect(isWithin(hours, START + HOUR_MS)).toBe(true)
  expect(isWithin(hours, START + 4 * HOUR_MS)).toBe(false)
  expect(hoursOpen(hours)).toBe(10)
})

test('makes an average day of its hours', () => {
  const sum = Array.from({ length: 24 }, (_, hour) => liveliness(START + hour * HOUR_MS))
  expect(sum.reduce((total, weight) => total + weight, 0)).toBeCloseTo(24)
})

test('arrives as often as its rate says, and never where the rate is zero', () => {
  const random = new Random('arrivals')
  const rate = (time: number) => (isWithin(['09:00-12:00'], time) ? 20 : 0)
  const arrivals: number[] = []
  for (let at = nextArrival(random, START, rate); at < START + 30 * DAY_MS; ) {
    arrivals.push(at)
    at = nextArrival(random, at, rate)
  }
  expect(arrivals.every((at) => rate(at) > 0)).toBe(true)
  expect(Math.abs(arrivals.length / 30 / 60 - 1)).toBeLessThan(0.1)
})

test('never arrives at a rate of zero', () => {
  expect(nextArrival(new Random('never'), START, () => 0)).toBe(Infinity)
})
