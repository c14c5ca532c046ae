import { array, assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { cutByTicks, FEED_TICK_MS } from './cut-by-ticks.ts'

const START = 1_764_000_000_000

function at(...seconds: number[]) {
  return seconds.map((second) => ({ timestamp: START + second * 1_000 }))
}

function shape(stretches: ReturnType<typeof cutByTicks>) {
  return stretches.map(({ tickTime, records }) => [
    tickTime === undefined ? undefined : (tickTime - START) / 1_000,
    records.length,
  ])
}

test('begins with a tick, and gives one a minute', () => {
  expect(shape(cutByTicks(at(5, 59, 60, 61, 130), -Infinity))).toEqual([
    [0, 2],
    [60, 2],
    [120, 1],
  ])
})

test('gives none for a partition that is behind', () => {
  expect(shape(cutByTicks(at(5, 65), START + 120_000))).toEqual([[undefined, 2]])
})

test('gives one for hours of silence', () => {
  expect(shape(cutByTicks(at(5, 6 * 3_600), START))).toEqual([
    [undefined, 1],
    [6 * 3_600, 1],
  ])
})

test('a time stamp that cannot be moves nothing', () => {
  const records = [-1, 5, 9e15].map((timestamp) => ({ timestamp }))
  expect(cutByTicks(records, -Infinity)).toEqual([{ tickTime: undefined, records }])
})

const record = integer({ min: -120, max: 3_600 }).map((second) => ({
  timestamp: START + second * 1_000,
}))

test('however partitions interleave: ticks only rise, none ahead of the feed, each before what is beyond it', () => {
  void assert(
    property(array(array(record, { maxLength: 20 }), { maxLength: 10 }), (batches) => {
      let lastTick = -Infinity
      let newest = -Infinity
      for (const batch of batches) {
        const stretches = cutByTicks(batch, lastTick)
        expect(stretches.flatMap(({ records }) => records)).toEqual(batch)
        for (const { tickTime, records } of stretches) {
          newest = Math.max(newest, ...records.map(({ timestamp }) => timestamp))
          if (tickTime !== undefined) {
            expect(tickTime).toBeGreaterThan(lastTick)
            expect(tickTime).toBeLessThanOrEqual(newest)
            lastTick = tickTime
          }
          for (const { timestamp } of records) {
            expect(timestamp - lastTick).toBeLessThan(FEED_TICK_MS)
          }
        }
      }
    }),
  )
})

test('where a batch ends changes no tick', () => {
  void assert(
    property(array(record, { maxLength: 40 }), integer({ min: 0, max: 40 }), (records, cut) => {
      const whole = ticksOf(records, -Infinity)
      const first = ticksOf(records.slice(0, cut), -Infinity)
      const rest = ticksOf(records.slice(cut), first.at(-1) ?? -Infinity)
      expect([...first, ...rest]).toEqual(whole)
    }),
  )
})

function ticksOf(records: readonly { readonly timestamp: number }[], lastTick: number): number[] {
  return cutByTicks(records, lastTick).flatMap(({ tickTime }) => tickTime ?? [])
}
