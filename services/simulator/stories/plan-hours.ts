import { DAY_MS, isWithin, MINUTE_MS } from '../domain/local-time.ts'
import type { ProfileRecord } from '../domain/simulated-card.ts'
import type { Span } from './story.ts'

/** Hours that contracts name, the usual ones first. */
const CONTRACTS: readonly (readonly string[])[] = [
  ['09:00-12:00', '14:00-21:00'],
  ['08:00-12:00', '14:00-20:00'],
  ['13:00-18:00'],
  ['09:00-12:00'],
  ['18:00-21:00'],
  ['08:00-22:00'],
]
const ROUND_THE_CLOCK = ['00:00-24:00']

/** Terms of a telesales card under which the whole span lies outside its hours. */
export function hoursWithout(span: Span): Partial<ProfileRecord> {
  const isOutside = (hours: readonly string[]) =>
    minutesOf(span).every((time) => !isWithin(hours, time))
  return planOf(span, CONTRACTS.find(isOutside) ?? [])
}

/** Terms under which the whole span is allowed. */
export function hoursWith(span: Span): Partial<ProfileRecord> {
  const isInside = (hours: readonly string[]) =>
    minutesOf(span).every((time) => isWithin(hours, time))
  return planOf(span, CONTRACTS.find(isInside) ?? ROUND_THE_CLOCK)
}

function planOf({ from }: Span, hours: readonly string[]): Partial<ProfileRecord> {
  const licence = { licenceNo: 'B2-00000000', licenceValidTo: from + 700 * DAY_MS }
  return { telesales: { ...licence, callsPerDay: 200, hours: [...hours] } }
}

function minutesOf({ from, until }: Span): readonly number[] {
  return Array.from({ length: (until - from) / MINUTE_MS + 1 }, (_, i) => from + i * MINUTE_MS)
}
