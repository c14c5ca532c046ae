import { expect, it } from 'vitest'
import { type DueOptions, dueTime, RETRY_MS, SETTLE_MS } from './due-time.ts'

/** 00:00 on Tuesday 2026-03-10 in Shanghai. */
const MIDNIGHT = Date.UTC(2026, 2, 9, 16)
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

function due(options: Partial<DueOptions> = {}): number | null {
  return dueTime({
    schedule: 'daily',
    last: { asOf: null, failed: null },
    now: MIDNIGHT + SETTLE_MS,
    wallNow: 0,
    timeZone: 'Asia/Shanghai',
    ...options,
  })
}

it('looks from local midnight once the last records of the day have had time to arrive', () => {
  expect(due()).toBe(MIDNIGHT)
  expect(due({ now: MIDNIGHT + SETTLE_MS - 1 })).toBe(MIDNIGHT - DAY_MS)
})

it.each([
  ['hourly', MIDNIGHT + 9 * HOUR_MS],
  ['daily', MIDNIGHT],
  ['weekly', MIDNIGHT - DAY_MS],
  ['monthly', Date.UTC(2026, 1, 28, 16)],
] as const)('has a boundary for %s', (schedule, boundary) => {
  expect(due({ schedule, now: MIDNIGHT + 9.5 * HOUR_MS })).toBe(boundary)
})

it('repeats nothing that ran, also after a restart', () => {
  const last = { asOf: MIDNIGHT, failed: null }
  expect(due({ last })).toBeNull()
  expect(due({ last, now: MIDNIGHT + DAY_MS + SETTLE_MS - 1 })).toBeNull()
  expect(due({ last, now: MIDNIGHT + DAY_MS + SETTLE_MS })).toBe(MIDNIGHT + DAY_MS)
})

it('makes up the last of several that were missed, and no other', () => {
  const last = { asOf: MIDNIGHT - 9 * DAY_MS, failed: null }
  expect(due({ last })).toBe(MIDNIGHT)
})

it('spaces the tries of a run that failed, and forgets a failure of another day', () => {
  const failed = { asOf: MIDNIGHT, ranAt: 1_000 }
  const last = { asOf: MIDNIGHT - DAY_MS, failed }
  expect(due({ last, wallNow: 1_000 + RETRY_MS - 1 })).toBeNull()
  expect(due({ last, wallNow: 1_000 + RETRY_MS })).toBe(MIDNIGHT)
  const older = { ...last, failed: { ...failed, asOf: MIDNIGHT - DAY_MS } }
  expect(due({ last: older, wallNow: 1_001 })).toBe(MIDNIGHT)
})

it('knows the days of a zone with summer time', () => {
  const now = Date.UTC(2026, 2, 29, 12)
  expect(due({ now, timeZone: 'Europe/Berlin' })).toBe(Date.UTC(2026, 2, 28, 23))
})
