import type { UsageDay, UsageHour } from '../views/usage-day.ts'

const HOUR_MS = 3_600_000
const HOURS = 24

/** Where the last day before a moment begins, in whole hours, epoch milliseconds. */
export function startOfDayBefore(until: number): number {
  return until - (until % HOUR_MS) - (HOURS - 1) * HOUR_MS
}

/** Every hour of that day, those without use too. */
export function fillHours(until: number, used: readonly UsageHour[]): UsageDay {
  const byStart = new Map(used.map((hour) => [hour.startAt, hour]))
  const hours = Array.from({ length: HOURS }, (_, index) => {
    const startAt = startOfDayBefore(until) + index * HOUR_MS
    return byStart.get(startAt) ?? { startAt, callsOutgoing: 0, callsIncoming: 0, sms: 0, bytes: 0 }
  })
  return { until, hours }
}
