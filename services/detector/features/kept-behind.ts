import type { Measure } from '../domain/measure.ts'
import { type FeatureName, MEASURES, type MeasureName } from './catalogue.ts'

/** The measures that a record must be counted in to change a feature. */
export function keptBehind(feature: FeatureName): readonly string[] {
  const name = feature.slice(0, feature.indexOf('.')) as MeasureName
  const measure: Measure = MEASURES[name]
  switch (measure.kind) {
    case 'ratio':
      return [measure.of, ...measure.over]
    case 'derived':
      return measure.of
    default:
      return [name]
  }
}
