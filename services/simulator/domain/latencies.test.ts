import { expect, test } from 'vitest'
import { Latencies } from './latencies.ts'

test('has no figures without a measurement', () => {
  expect(new Latencies(10).summary()).toEqual({ p50: null, p99: null, max: null, count: 0 })
})

test('gives values that were measured', () => {
  const latencies = new Latencies(1_000)
  for (let milliseconds = 100; milliseconds >= 1; milliseconds -= 1) latencies.add(milliseconds)
  expect(latencies.summary()).toEqual({ p50: 50, p99: 99, max: 100, count: 100 })
})

test('forgets the oldest but for the greatest and the count', () => {
  const latencies = new Latencies(2)
  for (const milliseconds of [900, 10, 20]) latencies.add(milliseconds)
  expect(latencies.summary()).toEqual({ p50: 10, p99: 20, max: 900, count: 3 })
})
