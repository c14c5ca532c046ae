import type { Measure } from '../domain/measure.ts'
import { type FeatureName, MEASURES } from './catalogue.ts'
import { measureOf } from './feature-parts.ts'

/** The measures that a record must be counted in to change a feature. */
export function keptBehind(feature: FeatureName): readonly string[] {
  const name = measureOf(feature)
  const measure: Measure = MEASURES[name]
  switch (measure.kind) {
    case 'ratio':
      return [...measure.of, ...measure.over]
    case 'derived':
      return measure.of
    default:
      return [name]
  }
}
