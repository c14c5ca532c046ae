import type { Calendar, LocalDay } from '../domain/calendar.ts'
import type { Span } from '../domain/window.ts'

/** No zone since 2012 changes but at quarter hours: every local midnight is a number of these. */
export const QUARTER_MS = 900_000
const MOST_QUARTERS = 20_000

/** A local day, with what else a record of it lies in. */
export interface ZoneDay extends LocalDay {
  readonly month: Span
  /** Counts up by one from month to month. */
  readonly monthNumber: number
  /** By the day of the month on which they begin. */
  readonly cycles: (Span | undefined)[]
}

/** The local days of one time zone, each worked out once. */
export class ZoneDays {
  readonly #calendar: Calendar
  readonly #timeZone: string
  readonly #quarters = new Map<number, ZoneDay>()
  #lastQuarter = -1
  #lastDay: ZoneDay | undefined

  constructor(calendar: Calendar, timeZone: string) {
    this.#calendar = calendar
    this.#timeZone = timeZone
  }

  dayOf(time: number): ZoneDay {
    const quarter = Math.floor(time / QUARTER_MS)
    if (quarter === this.#lastQuarter && this.#lastDay) return this.#lastDay
    const day = this.#quarters.get(quarter) ?? this.#workOut(quarter)
    this.#lastQuarter = quarter
    this.#lastDay = day
    return day
  }

  cycleOf(day: ZoneDay, startDay: number): Span {
    const before = day.cycles[startDay]
    if (before) return before
    const cycle = this.#calendar.cycle(day.start, { timeZone: this.#timeZone, startDay })
    day.cycles[startDay] = cycle
    return cycle
  }

  #workOut(quarter: number): ZoneDay {
    if (this.#quarters.size >= MOST_QUARTERS) this.#quarters.clear()
    const time = quarter * QUARTER_MS
    const local = this.#calendar.day(time, this.#timeZone)
    const month = this.#calendar.month(time, this.#timeZone)
    const [year, monthOfYear] = local.date.split('-').map(Number)
    const monthNumber = (year ?? 0) * 12 + (monthOfYear ?? 0)
    const day = { ...local, month, monthNumber, cycles: [] }
    this.#quarters.set(quarter, day)
    return day
  }
}
