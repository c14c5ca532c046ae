import type { Profile } from '#schemas/profile.ts'
import { type Baseline, type BaselineOf, baselineFrom } from '../domain/baseline.ts'
import { BASELINE_DAYS } from '../domain/moment.ts'
import type { WindowName } from '../domain/window.ts'
import type { Move } from './place-memory.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** What a card keeps, as values are worked out from it; whichever way it is kept. */
export interface DerivedSource {
  readonly eventTime: number
  /** From when the windows are looked at. */
  readonly at: number
  /** Start of the record's local day. */
  readonly dayStart: number
  /** Since the profile in force; 0 without one. */
  readonly lifetimeStart: number
  readonly profile: Profile | undefined
  readonly wake:
    | { readonly at: number; readonly silentDays: number; readonly elsewhere: boolean }
    | undefined
  readonly testSince: number | undefined
  /** Since when the card is known to be where it may not be. */
  readonly awayAt: number | undefined
  readonly move: Move | undefined
  /** Start of the local day of the first use. */
  readonly firstDay: number | undefined
  readonly overDays: ReadonlySet<number>
  readonly alertDays: ReadonlySet<number>
  /** A kept measure over a window as it is looked at; 0 where nothing was counted. */
  kept(name: string, window: WindowName): number
  /** Amounts of the days that start in [from, to), those without any left out. */
  dayAmounts(of: BaselineOf, from: number, to: number): readonly number[]
  /** How many different numbers were called in each block of numbers. */
  blockSizes(window: WindowName): readonly number[]
}

/** What a card works out from more than one measure: by name. Undefined where it does not exist. */
export function derivedValue(
  name: string,
  window: WindowName,
  source: DerivedSource,
): number | undefined {
  return DERIVED[name]?.(source, window)
}

/** The card's own normal over the 14 full local days before, or those since its first use. */
export function baselineOf(of: BaselineOf, source: DerivedSource): Baseline {
  const { dayStart } = source
  // Days of daylight saving are an hour longer or shorter.
  const from = dayStart - BASELINE_DAYS * DAY_MS - HOUR_MS
  return baselineFrom(source.dayAmounts(of, from, dayStart), daysSeen(source))
}

export type Derive = (source: DerivedSource, window: WindowName) => number | undefined

/** By name. */
export const DERIVED: Readonly<Record<string, Derive>> = {
  quotaRatio,
  silentDays: (source) => recentWake(source)?.silentDays,
  wokeElsewhere: (source) => Number(recentWake(source)?.elsewhere ?? false),
  testDays,
  hoursAway,
  speed: (source) => moveOf(source)?.kilometresPerHour,
  distance: (source) => moveOf(source)?.kilometres,
  gapVariation,
  sameBlockShare,
  daysSeen,
  bytesDayMedian: (source) => baselineOf('bytesTotal', source).median,
  bytesDayMad: (source) => baselineOf('bytesTotal', source).spread,
  callsDayMedian: (source) => baselineOf('callsOutgoing', source).median,
  callsDayMad: (source) => baselineOf('callsOutgoing', source).spread,
  bytesTimesMedian: (source) =>
    source.kept('bytesTotal', 'day') / baselineOf('bytesTotal', source).median,
  callsShift,
  daysOver: daysInARow,
  alertDays: daysWithAlerts,
}

/** None for a card in a pool, or without a quota. A quota of nothing counts as one byte. */
function quotaRatio(source: DerivedSource): number | undefined {
  const { quotaBytes, pool } = source.profile ?? {}
  if (quotaBytes == null || pool != null) return undefined
  return source.kept('bytesTotal', 'cycle') / Math.max(1, quotaBytes)
}

function recentWake({ at, wake }: DerivedSource) {
  return wake && at >= wake.at && at - wake.at <= DAY_MS ? wake : undefined
}

function testDays({ eventTime, testSince, profile }: DerivedSource): number | undefined {
  if (testSince === undefined || profile?.status !== 'test') return undefined
  return Math.max(0, eventTime - testSince) / DAY_MS
}

function hoursAway({ eventTime, lifetimeStart, awayAt }: DerivedSource): number | undefined {
  if (lifetimeStart === 0) return undefined
  if (awayAt === undefined) return 0
  return Math.max(0, eventTime - Math.max(awayAt, lifetimeStart)) / HOUR_MS
}

/** Of the record that moved the card; of another there is none. */
function moveOf({ eventTime, move }: DerivedSource): Move | undefined {
  return move?.at === eventTime ? move : undefined
}

/** Standard deviation of the gaps over their mean; none while they have no length. */
function gapVariation(source: DerivedSource, window: WindowName): number | undefined {
  const gaps = source.kept('gaps', window)
  const seconds = source.kept('gapSeconds', window)
  if (gaps === 0 || seconds === 0) return undefined
  const mean = seconds / gaps
  const variance = source.kept('gapSquares', window) / gaps - mean * mean
  return Math.sqrt(Math.max(0, variance)) / mean
}

/** Of the different numbers called, the share of the block with the most. */
function sameBlockShare(source: DerivedSource, window: WindowName): number | undefined {
  const sizes = source.blockSizes(window)
  if (sizes.length === 0) return undefined
  return Math.max(...sizes) / sizes.reduce((sum, size) => sum + size, 0)
}

/** Of the last 14 full local days, those since the card's first use. */
function daysSeen({ dayStart, firstDay }: DerivedSource): number {
  if (firstDay === undefined) return 0
  return Math.max(0, Math.min(BASELINE_DAYS, Math.round((dayStart - firstDay) / DAY_MS)))
}

function callsShift(source: DerivedSource): number {
  const { median, spread } = baselineOf('callsOutgoing', source)
  return (source.kept('callsOutgoing', 'day') - median) / spread
}

/** Back from the record's own day, without a day between; of the last seven. */
function daysInARow({ dayStart, overDays }: DerivedSource): number {
  let run = 0
  let start = dayStart
  while (run < 7) {
    const found = [...overDays].find((over) => Math.abs(over - start) <= HOUR_MS)
    if (found === undefined) return run
    run += 1
    start = found - DAY_MS
  }
  return run
}

/** The record's own day and the 29 before it. */
function daysWithAlerts({ dayStart, alertDays }: DerivedSource): number {
  const first = dayStart - 29 * DAY_MS - HOUR_MS
  return [...alertDays].filter((start) => first <= start && start <= dayStart).length
}
