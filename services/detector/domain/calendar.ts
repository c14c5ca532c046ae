import type { Span } from './window.ts'

const QUARTER_MS = 900_000
const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
const MOST_ENTRIES = 10_000

/** The local day that a time is in. */
export interface LocalDay extends Span {
  /** `2026-02-06`. */
  readonly date: string
  readonly offsetMs: number
}

export interface Cycle {
  readonly timeZone: string
  /** 1 to 31; a day the month lacks is its last. */
  readonly startDay: number
}

/**
 * Local days, months and billing cycles. All zones since 2012 change at quarter hours, so what
 * holds for a quarter is worked out once: asking Temporal each time costs microseconds.
 */
export class Calendar {
  readonly #days = new Map<string, LocalDay>()
  readonly #spans = new Map<string, Span>()

  day(time: number, timeZone: string): LocalDay {
    const quarter = Math.floor(time / QUARTER_MS)
    return remember(this.#days, `${timeZone}/${quarter}`, () => {
      const local = zoned(quarter * QUARTER_MS, timeZone)
      const { start, end } = spanOf(local.startOfDay(), { days: 1 })
      return { start, end, date: local.toPlainDate().toString(), offsetMs: offsetMs(local) }
    })
  }

  month(time: number, timeZone: string): Span {
    return this.cycle(time, { timeZone, startDay: 1 })
  }

  cycle(time: number, { timeZone, startDay }: Cycle): Span {
    const { start } = this.day(time, timeZone)
    return remember(this.#spans, `${timeZone}/${startDay}/${start}`, () => {
      const today = zoned(start, timeZone).toPlainDate()
      const thisMonth = cycleStart(today, startDay)
      const begun = Temporal.PlainDate.compare(thisMonth, today) <= 0
      const from = begun ? thisMonth : cycleStart(today.subtract({ months: 1 }), startDay)
      const until = cycleStart(from.add({ months: 1 }), startDay)
      return { start: midnight(from, timeZone), end: midnight(until, timeZone) }
    })
  }

  /** Wall-clock minutes since local midnight, 0 to 1,439. */
  minuteOfDay(time: number, timeZone: string): number {
    const { offsetMs } = this.day(time, timeZone)
    return Math.floor((time + offsetMs) / MINUTE_MS) % DAY_MINUTES
  }
}

function remember<Value>(known: Map<string, Value>, key: string, work: () => Value): Value {
  const before = known.get(key)
  if (before !== undefined) return before
  if (known.size >= MOST_ENTRIES) known.clear()
  const value = work()
  known.set(key, value)
  return value
}

function zoned(time: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timeZone)
}

function spanOf(from: Temporal.ZonedDateTime, length: Temporal.DurationLike): Span {
  return {
    start: from.epochMilliseconds,
    end: from.add(length).startOfDay().epochMilliseconds,
  }
}

function cycleStart(month: Temporal.PlainDate, startDay: number): Temporal.PlainDate {
  return month.with({ day: Math.min(startDay, month.daysInMonth) })
}

function midnight(date: Temporal.PlainDate, timeZone: string): number {
  return date.toZonedDateTime(timeZone).startOfDay().epochMilliseconds
}

function offsetMs(local: Temporal.ZonedDateTime): number {
  return local.offsetNanoseconds / 1_000_000
}
