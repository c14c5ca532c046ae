import type { Profile } from '#schemas/profile.ts'
import type { Calendar, LocalDay } from './calendar.ts'
import type { Member } from './fact.ts'
import { isSliding, type Span, slideStart, slidingSpan, type WindowName } from './window.ts'

/** Where a record lies in every window, and from when the windows are looked at. */
export interface Moment {
  readonly eventTime: number
  /** The record's own time, or a later slide for one that came out of order. */
  readonly at: number
  readonly day: LocalDay
  readonly month: Span
  readonly cycle: Span
  readonly minuteOfDay: number
  /** Since the profile in force; 0 without one. */
  readonly lifetimeStart: number
  /** The other party of the record that is judged: of "greatest per peer" it trips its own share. */
  readonly peer: Member | undefined
}

/** Full local days that a card's own normal is taken from. Ours. */
export const BASELINE_DAYS = 14

const DAY_MS = 86_400_000

export interface MomentOptions {
  readonly calendar: Calendar
  readonly timeZone: string
  readonly cycleStartDays: Readonly<Record<string, number>>
}

export function momentOf(
  eventTime: number,
  profile: Profile | undefined,
  { calendar, timeZone: usual, cycleStartDays }: MomentOptions,
): Moment {
  const timeZone = profile?.timeZone ?? usual
  const startDay = profile?.billingCycleStartDay ?? cycleStartDays[profile?.carrier ?? 'other'] ?? 1
  return {
    eventTime,
    at: eventTime,
    day: calendar.day(eventTime, timeZone),
    month: calendar.month(eventTime, timeZone),
    cycle: calendar.cycle(eventTime, { timeZone, startDay }),
    minuteOfDay: calendar.minuteOfDay(eventTime, timeZone),
    lifetimeStart: profile?.eventTime ?? 0,
    peer: undefined,
  }
}

/** Where the record's cell of a window starts. */
export function cellStart(window: WindowName, moment: Moment): number {
  if (isSliding(window)) return slideStart(moment.eventTime, window)
  if (window === 'lifetime') return moment.lifetimeStart
  if (window === '14days') return moment.day.start
  return window === 'last' ? 0 : moment[window].start
}

/** The span of a window as it is looked at. */
export function spanOf(window: WindowName, moment: Moment): Span {
  if (isSliding(window)) return slidingSpan(moment.at, window)
  if (window === 'lifetime') return { start: moment.lifetimeStart, end: moment.eventTime + 1 }
  if (window === '14days') {
    return { start: moment.day.start - BASELINE_DAYS * DAY_MS, end: moment.day.start }
  }
  return window === 'last' ? { start: moment.at, end: moment.at + 1 } : moment[window]
}
