import { readMember } from '../domain/cells.ts'
import { isKept, type Measure } from '../domain/measure.ts'
import { type Moment, spanOf } from '../domain/moment.ts'
import { holds, isSliding, type WindowName } from '../domain/window.ts'
import { type FeatureName, MEASURES, type MeasureName } from '../features/catalogue.ts'
import { measureOf, windowOf } from '../features/feature-parts.ts'
import type { CardState } from './card-state.ts'
import { derivedValue } from './derived-value.ts'
import { cellRange, kept, type Place } from './kept-value.ts'
import { plainSource } from './plain-source.ts'

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
  const [from, to] = cellRange(window, moment)
  return readMember(column, moment.peer, { from, to })
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
  return derivedValue(name, window, plainSource(place))
}

function ratio(
  { of, over }: { readonly of: readonly string[]; readonly over: readonly string[] },
  window: WindowName,
  place: Place,
): number | undefined {
  const sum = (names: readonly string[]) =>
    names.reduce((total, name) => total + kept(name, window, place), 0)
  const whole = sum(over)
  return whole === 0 ? undefined : sum(of) / whole
}
