import type { WindowName } from '../domain/window.ts'
import type { FeatureName, MeasureName } from './catalogue.ts'

/** `callsOutgoing` of `callsOutgoing.1h`. */
export function measureOf(feature: FeatureName): MeasureName {
  return feature.slice(0, feature.indexOf('.')) as MeasureName
}

/** `1h` of `callsOutgoing.1h`. */
export function windowOf(feature: FeatureName): WindowName {
  return feature.slice(feature.indexOf('.') + 1) as WindowName
}
