const HOUR_MS = 3_600_000

interface LocalTime {
  /** Epoch milliseconds. */
  readonly eventTime: number
  /** The local day that holds it. */
  readonly day: { readonly start: number; readonly date: string }
}

/**
 * Whether a time is on a holiday of the policy's list, or in the hour behind one: its greetings do not
 * stop at midnight. `dateBefore` tells the date of the day before.
 */
export function isHoliday(
  { eventTime, day }: LocalTime,
  holidays: ReadonlySet<string>,
  dateBefore: () => string,
): boolean {
  if (holidays.size === 0) return false
  if (holidays.has(day.date)) return true
  return eventTime - day.start < HOUR_MS && holidays.has(dateBefore())
}
