import { z } from 'zod'

export const Schedule = z.enum(['hourly', 'daily', 'weekly', 'monthly'])
export type Schedule = z.infer<typeof Schedule>

/** What is known of an audit's runs; null: never. Epoch milliseconds. */
export interface LastRuns {
  /** The moment the newest run without an error looked from. */
  readonly asOf: number | null
  /** The moment the newest run with an error looked from, and when that ran. */
  readonly failed: { readonly asOf: number; readonly ranAt: number } | null
}

export interface DueOptions {
  readonly schedule: Schedule
  readonly last: LastRuns
  /** Of the feed: what decides which hours and days are over. */
  readonly now: number
  /** Of the machine: what a failed run is spaced by. */
  readonly wallNow: number
  /** Days, weeks and months begin at its midnight. */
  readonly timeZone: string
}

/** An hour or day is asked about when its last records had this long to arrive (E). */
export const SETTLE_MS = 10 * 60_000
/** Between two tries of a run that failed (E). */
export const RETRY_MS = 10 * 60_000

/**
 * The moment an audit is to look from now, or null. Runs are of whole hours, days, weeks, months; of
 * several that were missed only the last is made up: findings tell what is, not what was.
 */
export function dueTime({ schedule, last, now, wallNow, timeZone }: DueOptions): number | null {
  const boundary = boundaryBefore(now - SETTLE_MS, schedule, timeZone)
  if (last.asOf !== null && last.asOf >= boundary) return null
  const { failed } = last
  if (failed && failed.asOf === boundary && wallNow < failed.ranAt + RETRY_MS) return null
  return boundary
}

/** The newest beginning of an hour, day, week (Monday) or month that is not after `time`. */
function boundaryBefore(time: number, schedule: Schedule, timeZone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timeZone)
  if (schedule === 'hourly') return local.round(HOUR_BELOW).epochMilliseconds
  const day = local.startOfDay()
  if (schedule === 'daily') return day.epochMilliseconds
  if (schedule === 'weekly') return day.subtract({ days: day.dayOfWeek - 1 }).epochMilliseconds
  return day.with({ day: 1 }).epochMilliseconds
}

const HOUR_BELOW = { smallestUnit: 'hour', roundingMode: 'floor' } as const
