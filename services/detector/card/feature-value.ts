import { readCells, readMember } from '../domain/cells.ts'
import { isKept, type Measure } from '../domain/measure.ts'
import { cellStart, type Moment, spanOf } from '../domain/moment.ts'
import { holds, isSliding, slideStart, type WindowName } from '../domain/window.ts'
import { type FeatureName, MEASURES, type MeasureName } from '../features/catalogue.ts'
import { measureOf, windowOf } from '../features/feature-parts.ts'
import { type CardState, profileAt } from './card-state.ts'

const DAY_MS = 86_400_000

/**
 * A feature as it stands at a moment: undefined where it does not exist, because a ratio has nothing
 * under it, or because the window as it is looked at no longer holds the record that is judged.
 */
export function featureValue(
  feature: FeatureName,
  moment: Moment,
  state: CardState,
): number | undefined {
  const window = windowOf(feature)
  if (isSliding(window) && !holds(spanOf(window, moment), moment.eventTime)) return undefined
  const name = measureOf(feature)
  if (MEASURES[name].kind === 'greatest') return ownShare(name, window, { moment, state })
  return measureOver(name, window, { moment, state })
}

/** Of a "greatest per peer" a record can only trip what it counts in: its own peer's. */
function ownShare(name: string, window: WindowName, { moment, state }: Place): number {
  const column = state.columns.get(`${name}/${window}`)
  if (!column || moment.peer === undefined) return 0
  return readMember(column, moment.peer, ...cellRange(window, moment))
}

interface Place {
  readonly moment: Moment
  readonly state: CardState
}

/** The measure over a window as it is looked at, whether or not it holds the record. */
export function measureOver(
  name: MeasureName,
  window: WindowName,
  place: Place,
): number | undefined {
  const measure: Measure = MEASURES[name]
  if (isKept(measure)) return kept(name, window, place)
  if (measure.kind === 'ratio') return ratio(measure, window, place)
  return derived(name, place)
}

function kept(name: string, window: WindowName, { moment, state }: Place): number {
  const column = state.columns.get(`${name}/${window}`)
  return column ? readCells(column, ...cellRange(window, moment)) : 0
}

/** Starts of the first and the last cell of a window as it is looked at. */
function cellRange(window: WindowName, moment: Moment): [from: number, to: number] {
  if (isSliding(window)) return [spanOf(window, moment).start, slideStart(moment.at, window)]
  const start = cellStart(window, moment)
  return [start, start]
}

function ratio(
  { of, over }: { readonly of: string; readonly over: readonly string[] },
  window: WindowName,
  place: Place,
): number | undefined {
  const whole = over.reduce((sum, name) => sum + kept(name, window, place), 0)
  return whole === 0 ? undefined : kept(of, window, place) / whole
}

function derived(name: string, place: Place): number | undefined {
  if (name === 'quotaRatio') return quotaRatio(place)
  const { wake } = place.state
  const { at } = place.moment
  if (!wake || at < wake.at || at - wake.at > DAY_MS) return undefined
  return name === 'silentDays' ? wake.silentDays : Number(wake.elsewhere)
}

/** None for a card in a pool, or without a quota. A quota of nothing counts as one byte. */
function quotaRatio({ moment, state }: Place): number | undefined {
  const { quotaBytes, pool } = profileAt(state, moment.eventTime) ?? {}
  if (quotaBytes == null || pool != null) return undefined
  return kept('bytesTotal', 'cycle', { moment, state }) / Math.max(1, quotaBytes)
}
