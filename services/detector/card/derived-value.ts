import { membersIn } from '../domain/cells.ts'
import type { Moment } from '../domain/moment.ts'
import type { WindowName } from '../domain/window.ts'
import { baselineOf, daysSeen } from './baseline.ts'
import { type CardState, profileAt } from './card-state.ts'
import { cellRange, kept, type Place } from './kept-value.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** What a card works out from more than one measure: by name. Undefined where it does not exist. */
export function derivedValue(name: string, window: WindowName, place: Place): number | undefined {
  return DERIVED[name]?.(place, window)
}

type Derive = (place: Place, window: WindowName) => number | undefined

const DERIVED: Readonly<Record<string, Derive>> = {
  quotaRatio,
  silentDays: (place) => recentWake(place)?.silentDays,
  wokeElsewhere: (place) => Number(recentWake(place)?.elsewhere ?? false),
  testDays,
  hoursAway,
  speed: (place) => moveOf(place)?.kilometresPerHour,
  distance: (place) => moveOf(place)?.kilometres,
  gapVariation,
  sameBlockShare,
  daysSeen: ({ moment, state }) => daysSeen(moment, state),
  bytesDayMedian: ({ moment, state }) => baselineOf('bytesTotal', moment, state).median,
  bytesDayMad: ({ moment, state }) => baselineOf('bytesTotal', moment, state).spread,
  callsDayMedian: ({ moment, state }) => baselineOf('callsOutgoing', moment, state).median,
  callsDayMad: ({ moment, state }) => baselineOf('callsOutgoing', moment, state).spread,
  bytesTimesMedian: (place) =>
    kept('bytesTotal', 'day', place) / baselineOf('bytesTotal', place.moment, place.state).median,
  callsShift,
  daysOver: ({ moment, state }) => daysInARow(moment, state),
  alertDays: ({ moment, state }) => daysWithin(state.alertDays, moment),
}

/** None for a card in a pool, or without a quota. A quota of nothing counts as one byte. */
function quotaRatio(place: Place): number | undefined {
  const { quotaBytes, pool } = profileAt(place.state, place.moment.eventTime) ?? {}
  if (quotaBytes == null || pool != null) return undefined
  return kept('bytesTotal', 'cycle', place) / Math.max(1, quotaBytes)
}

function recentWake({ moment: { at }, state: { wake } }: Place) {
  return wake && at >= wake.at && at - wake.at <= DAY_MS ? wake : undefined
}

function testDays({ moment: { eventTime }, state }: Place): number | undefined {
  if (state.testSince === undefined || profileAt(state, eventTime)?.status !== 'test')
    return undefined
  return Math.max(0, eventTime - state.testSince) / DAY_MS
}

function hoursAway({ moment, state: { homeAt } }: Place): number | undefined {
  if (moment.lifetimeStart === 0) return undefined
  const since = Math.max(homeAt ?? 0, moment.lifetimeStart)
  return Math.max(0, moment.eventTime - since) / HOUR_MS
}

/** Of the record that moved the card; of another there is none. */
function moveOf({ moment: { eventTime }, state: { move } }: Place) {
  return move?.at === eventTime ? move : undefined
}

/** Standard deviation of the gaps over their mean; none while they have no length. */
function gapVariation(place: Place, window: WindowName): number | undefined {
  const gaps = kept('gaps', window, place)
  const seconds = kept('gapSeconds', window, place)
  if (gaps === 0 || seconds === 0) return undefined
  const mean = seconds / gaps
  const variance = kept('gapSquares', window, place) / gaps - mean * mean
  return Math.sqrt(Math.max(0, variance)) / mean
}

/** Of the different numbers called, the share of the block with the most. */
function sameBlockShare(place: Place, window: WindowName): number | undefined {
  const column = place.state.columns.get(`blockPeers/${window}`)
  const members = column ? membersIn(column, ...cellRange(window, place.moment)) : new Set()
  if (members.size === 0) return undefined
  const blocks = new Map<string, number>()
  for (const member of members) {
    const [block = ''] = String(member).split('/')
    blocks.set(block, (blocks.get(block) ?? 0) + 1)
  }
  return Math.max(...blocks.values()) / members.size
}

function callsShift(place: Place): number {
  const { median, spread } = baselineOf('callsOutgoing', place.moment, place.state)
  return (kept('callsOutgoing', 'day', place) - median) / spread
}

/** Back from the moment's own day, without a day between; of the last seven. */
function daysInARow({ day }: Moment, { overDays }: CardState): number {
  let run = 0
  let start = day.start
  while (run < 7) {
    const found = [...overDays].find((over) => Math.abs(over - start) <= HOUR_MS)
    if (found === undefined) return run
    run += 1
    start = found - DAY_MS
  }
  return run
}

/** The moment's own day and the 29 before it. */
function daysWithin(days: ReadonlySet<number>, { day }: Moment): number {
  const first = day.start - 29 * DAY_MS - HOUR_MS
  return [...days].filter((start) => first <= start && start <= day.start).length
}
