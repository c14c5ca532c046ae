/** The fleet lives in China: one time zone, eight hours ahead of UTC, never changed for summer. */
const OFFSET_MS = 28_800_000

export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** The local day, counted from 1970. */
export function localDay(time: number): number {
  return Math.floor((time + OFFSET_MS) / DAY_MS)
}

/** When the local day of `time` ends, epoch milliseconds. */
export function endOfLocalDay(time: number): number {
  return (localDay(time) + 1) * DAY_MS - OFFSET_MS
}

/** Minutes since local midnight. */
export function minuteOfDay(time: number): number {
  return Math.floor(((time + OFFSET_MS) % DAY_MS) / MINUTE_MS)
}

/** Whether the local time lies in one of the spans, such as `09:00-12:00`; a span's end is outside. */
export function isWithin(hours: readonly string[], time: number): boolean {
  const minute = minuteOfDay(time)
  return hours.some((span) => minute >= minuteAt(span, 0) && minute < minuteAt(span, 6))
}

/** How many hours of a day the spans hold. */
export function hoursOpen(hours: readonly string[]): number {
  const minutes = hours.map((span) => minuteAt(span, 6) - minuteAt(span, 0))
  return minutes.reduce((sum, length) => sum + length, 0) / 60
}

/** `09:30-…` at its place to minutes. */
function minuteAt(span: string, place: number): number {
  return Number(span.slice(place, place + 2)) * 60 + Number(span.slice(place + 3, place + 5))
}
