import { dropCellsBefore } from '../domain/cells.ts'
import { BASELINE_DAYS } from '../domain/moment.ts'
import { SESSION_MEMORY_MS } from '../domain/session-bytes.ts'
import { isSliding, SLIDING, slidingSpan, type WindowName } from '../domain/window.ts'
import type { CardState } from './card-state.ts'

const DAY_MS = 86_400_000

/** Days are asked for 30 days back, from a horizon's day. */
const LONGEST_DAYS_MS = 33 * DAY_MS

/** Kept for the card's own normal as well. */
const BASELINES: ReadonlySet<string> = new Set(['bytesTotal/day', 'callsOutgoing/day'])

/** Longer than any local day, and than any month or cycle: a cell that old lies before the horizon's. */
const LONGEST_MS = { day: 2 * DAY_MS, month: 33 * DAY_MS, cycle: 33 * DAY_MS } as const

/** Drops what no record at or above the horizon can ask for. Changes the state, and no verdict. */
export function prune(state: CardState): void {
  const { horizon } = state
  for (const [key, column] of state.columns) {
    const window = key.slice(key.indexOf('/') + 1) as WindowName
    dropCellsBefore(column, BASELINES.has(key) ? baselineStart(state) : oldestNeeded(window, state))
  }
  for (const [window, slides] of state.active) {
    if (!isSliding(window as WindowName)) continue
    const oldest = oldestNeeded(window as WindowName, state)
    for (const slide of slides) if (slide < oldest) slides.delete(slide)
  }
  for (const [id, eventTime] of state.eventIds) if (eventTime < horizon) state.eventIds.delete(id)
  for (const [id, { at }] of state.sessions) {
    if (at < horizon - SESSION_MEMORY_MS) state.sessions.delete(id)
  }
  for (const [name, { until }] of state.snoozes) if (until <= horizon) state.snoozes.delete(name)
  for (const days of [state.overDays, state.alertDays]) {
    for (const start of days) if (start < horizon - LONGEST_DAYS_MS) days.delete(start)
  }
  dropProfiles(state)
}

function baselineStart({ horizon }: CardState): number {
  return horizon - (BASELINE_DAYS + 2) * DAY_MS
}

function oldestNeeded(window: WindowName, state: CardState): number {
  const { horizon, profiles, testSince = Number.POSITIVE_INFINITY } = state
  if (isSliding(window)) return slidingSpan(horizon, window).start - SLIDING[window].slideMs
  if (window === 'lifetime') {
    return Math.min(testSince, ...profiles.map(({ eventTime }) => eventTime))
  }
  return window === 'last' || window === '14days' ? 0 : horizon - LONGEST_MS[window]
}

/** Keeps the one in force at the horizon and all after it. */
function dropProfiles(state: CardState): void {
  const inForce = state.profiles.findLastIndex(({ eventTime }) => eventTime <= state.horizon)
  if (inForce > 0) state.profiles = state.profiles.slice(inForce)
}
