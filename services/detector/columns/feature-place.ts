import { DERIVED, type Derive } from '../card/derived-value.ts'
import { isKept, type Measure } from '../domain/measure.ts'
import {
  isSliding,
  SLIDING,
  type SlidingName,
  slideStart,
  type WindowName,
} from '../domain/window.ts'
import { type FeatureName, MEASURES, measureList } from '../features/catalogue.ts'
import { type KeptPlan, PLAN } from './plan.ts'
import type { TimeRange } from './recent-values.ts'
import type { Scene } from './scene.ts'

/** A feature, and how to come by its value. */
export interface FeaturePlace {
  readonly name: string
  readonly measure: Measure
  readonly window: WindowName
  readonly sliding: SlidingName | undefined
  readonly sizeMs: number
  readonly slideMs: number
  /** Of a kept measure. */
  readonly plan: KeptPlan | undefined
  /** Column of sums, or kind of members, of a long window; -1 for one that records are read for. */
  readonly column: number
  readonly kind: number
  /** Of a ratio: places of the measures above and below. */
  readonly of: readonly FeaturePlace[]
  readonly over: readonly FeaturePlace[]
  /** Indexes of the kept measures that a record must be counted in to change it. */
  readonly behind: readonly number[]
  /** Of a derived value: how it is worked out. */
  readonly derive: Derive | undefined
  /** The value found last, and for which record: a feature that many ask for is read once. */
  value: number | undefined
  serial: number
}

const places = new Map<string, FeaturePlace>()
for (const [name, measure] of measureList) {
  for (const window of measure.windows) places.set(`${name}.${window}`, placeOf(name, window))
}

/** The place of a declared feature. */
export function placeOfFeature(feature: FeatureName): FeaturePlace {
  const place = places.get(feature)
  if (!place) throw new Error(`Cannot read ${feature}: no such feature is declared`)
  return place
}

/** The place of a measure over a window, declared as a feature or kept for another. */
export function placeOf(name: string, window: WindowName): FeaturePlace {
  const measure: Measure | undefined = (MEASURES as Readonly<Record<string, Measure>>)[name]
  if (!measure) throw new Error(`Cannot read ${name}: no such measure is declared`)
  const sliding = isSliding(window) ? window : undefined
  const plan = PLAN.byName.get(name)
  const isRatio = measure.kind === 'ratio'
  return {
    name,
    measure,
    window,
    sliding,
    sizeMs: sliding ? SLIDING[sliding].sizeMs : 0,
    slideMs: sliding ? SLIDING[sliding].slideMs : 0,
    plan,
    column: columnOf(plan, window),
    kind: plan?.members.find((one) => one.window === window)?.kind ?? -1,
    of: isRatio ? measure.of.map((one) => placeOf(one, window)) : [],
    over: isRatio ? measure.over.map((one) => placeOf(one, window)) : [],
    behind: behind(name, measure),
    derive: measure.kind === 'derived' ? DERIVED[name] : undefined,
    value: undefined,
    serial: 0,
  }
}

/** Days are kept for the card's own normal; the record's own is read from its newest records. */
function columnOf(plan: KeptPlan | undefined, window: WindowName): number {
  if (window === 'day') return -1
  return plan?.sums.find((one) => one.window === window)?.column ?? -1
}

function behind(name: string, measure: Measure): number[] {
  const names = isKept(measure)
    ? [name]
    : measure.kind === 'ratio'
      ? [...measure.of, ...measure.over]
      : measure.of
  return names.flatMap((one) => PLAN.byName.get(one)?.index ?? [])
}

/** Where a window lies as it is looked at; of one that does not slide, the record's day. */
export function rangeOf({ sliding, sizeMs, slideMs }: FeaturePlace, { at, day }: Scene): TimeRange {
  if (!sliding) return { from: day.start, to: day.end }
  const to = slideStart(at, sliding) + slideMs
  return { from: to - sizeMs, to }
}
