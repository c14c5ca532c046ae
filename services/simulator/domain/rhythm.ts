import { HOUR_MS, minuteOfDay } from './local-time.ts'
import type { Random } from './random.ts'

/** How lively people are in each hour of the local day; any scale. Quiet at night, liveliest at eight. */
const LIVELINESS = [
  15, 8, 5, 4, 5, 12, 35, 75, 115, 150, 160, 155, 135, 110, 125, 140, 145, 155, 170, 175, 170, 145,
  90, 40,
]
const MEAN = LIVELINESS.reduce((sum, weight) => sum + weight, 0) / LIVELINESS.length

/** The share of an average hour that people make of this one: 1 on the day's mean. */
export function liveliness(time: number): number {
  return (LIVELINESS[Math.floor(minuteOfDay(time) / 60)] ?? 0) / MEAN
}

/** Rates hold for half an hour: contracts open and close at full and half hours. */
const SLOT_MS = HOUR_MS / 2
/** A rate that is zero for so long stays zero. */
const MAXIMUM_SLOTS = 96

/**
 * When the next of a Poisson process happens, after `time`; `ratePerHour` may change from one half
 * hour to the next. Infinity when nothing is to come for two days.
 */
export function nextArrival(
  random: Random,
  time: number,
  ratePerHour: (time: number) => number,
): number {
  let at = time
  for (let slot = 0; slot < MAXIMUM_SLOTS; slot += 1) {
    const slotEnd = (Math.floor(at / SLOT_MS) + 1) * SLOT_MS
    const rate = ratePerHour(at)
    const arrival = rate > 0 ? at + random.exponential(HOUR_MS / rate) : Infinity
    // What did not come in this slot is drawn anew in the next: a Poisson process has no memory.
    if (arrival < slotEnd) return Math.floor(arrival)
    at = slotEnd
  }
  return Infinity
}
