const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Sliding windows: a window is the current slide and the full ones before it, never more than its size. */
export const SLIDING = {
  '5m': { sizeMs: 5 * MINUTE_MS, slideMs: 30 * SECOND_MS },
  '10m': { sizeMs: 10 * MINUTE_MS, slideMs: MINUTE_MS },
  '1h': { sizeMs: HOUR_MS, slideMs: 5 * MINUTE_MS },
  '1d': { sizeMs: DAY_MS, slideMs: 2 * HOUR_MS },
  '2d': { sizeMs: 2 * DAY_MS, slideMs: 4 * HOUR_MS },
  '7d': { sizeMs: 7 * DAY_MS, slideMs: 12 * HOUR_MS },
  '30d': { sizeMs: 30 * DAY_MS, slideMs: 2 * DAY_MS },
  '240d': { sizeMs: 240 * DAY_MS, slideMs: 30 * DAY_MS },
} as const

export type SlidingName = keyof typeof SLIDING
type CalendarName = 'day' | 'month' | 'cycle'

/**
 * `lifetime`: since the profile in force; `14days`: the last 14 full local days; `last`: the newest
 * value, no window at all.
 */
export type WindowName = SlidingName | CalendarName | 'lifetime' | '14days' | 'last'

/** Half-open [start, end), epoch milliseconds. */
export interface Span {
  readonly start: number
  readonly end: number
}

export function isSliding(name: WindowName): name is SlidingName {
  return Object.hasOwn(SLIDING, name)
}

export function slideStart(time: number, name: SlidingName): number {
  const { slideMs } = SLIDING[name]
  return Math.floor(time / slideMs) * slideMs
}

/** The window whose newest slide a time is in. */
export function slidingSpan(time: number, name: SlidingName): Span {
  const end = slideStart(time, name) + SLIDING[name].slideMs
  return { start: end - SLIDING[name].sizeMs, end }
}

export function holds({ start, end }: Span, time: number): boolean {
  return start <= time && time < end
}

/**
 * The times at which a record is judged: its own, and for one that came out of order each later
 * slide, up to the card's newest event, whose window still holds it.
 */
export function judgedAt(
  eventTime: number,
  newest: number,
  windows: readonly SlidingName[],
): readonly number[] {
  if (newest <= eventTime) return [eventTime]
  const times = new Set([eventTime])
  for (const name of windows) {
    const { sizeMs, slideMs } = SLIDING[name]
    const own = slideStart(eventTime, name)
    const last = Math.min(slideStart(newest, name), own + sizeMs - slideMs)
    for (let slide = own + slideMs; slide <= last; slide += slideMs) times.add(slide)
  }
  return [...times].sort((a, b) => a - b)
}
