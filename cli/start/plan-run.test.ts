import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planRun } from './plan-run.ts'

const DAY_MS = 86_400_000
const FIRST = Date.parse('2026-09-15T08:00:00+08:00')
const NOW = FIRST + 100 * DAY_MS
const usual = { seed: 1, speed: 120, forMs: 60_000, newestFeedTime: null, now: NOW }

test('the first start plays the first morning, the same each time', () => {
  expect(planRun(usual)).toEqual({ startAt: FIRST, seed: 1_000, runSeconds: 60 })
})

test('the next start plays the next morning with another fleet', () => {
  const newestFeedTime = FIRST + 2 * 3_600_000
  expect(planRun({ ...usual, newestFeedTime })).toMatchObject({
    startAt: FIRST + DAY_MS,
    seed: 1_001,
  })
  expect(planRun({ ...usual, newestFeedTime: FIRST + DAY_MS })).toMatchObject({
    startAt: FIRST + 2 * DAY_MS,
  })
})

test('time never moves back and never reaches the present', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: FIRST - DAY_MS, max: NOW - 2 * DAY_MS }),
      fc.integer({ min: 1, max: 1_000 }),
      (newestFeedTime, speed) => {
        const plan = planRun({ ...usual, speed, forMs: null, newestFeedTime })
        expect(plan.startAt).toBeGreaterThan(newestFeedTime)
        expect(plan.startAt + plan.runSeconds * speed * 1_000).toBeLessThan(NOW)
      },
    ),
  )
})

test('no room is one clear line that says what to do', () => {
  const full = { ...usual, newestFeedTime: NOW - 60_000 }
  expect(() => planRun(full)).toThrow(/^Cannot play a feed .*: npm run reset begins anew, .*$/)
  expect(() => planRun({ ...usual, now: FIRST })).toThrow('Cannot play')
})
