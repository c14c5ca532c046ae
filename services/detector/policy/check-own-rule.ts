import type { OwnCondition, OwnRule } from '#schemas/own-rule.ts'
import type { Measure } from '../domain/measure.ts'
import { type FeatureName, MEASURES, measureList } from '../features/catalogue.ts'
import { measureOf, windowOf } from '../features/feature-parts.ts'
import { keptBehind } from '../features/kept-behind.ts'
import { nearestName } from './nearest-name.ts'
import { isRatio } from './own-rule.ts'
import type { PolicyFault, PolicyPath } from './policy-fault.ts'

/** Worked out by the card, and as empty of meaning over two calls as a ratio. */
const LIKE_RATIOS: ReadonlySet<string> = new Set(['gapVariation', 'sameBlockShare'])

/** What a rule may look at: every measure in every window that it is kept for. */
const featureNames: ReadonlySet<string> = new Set(
  measureList.flatMap(([name, measure]) =>
    measure.hidden ? [] : measure.windows.map((window) => `${name}.${window}`),
  ),
)

/** What stands against a rule of one's own, beside its form; `taken` has the ids of detectors. */
export function faultsOfOwnRule(
  id: string,
  rule: OwnRule,
  taken: ReadonlyMap<string, unknown>,
): readonly PolicyFault[] {
  const path = ['rules', id]
  const strange = rule.conditions.flatMap(({ feature }, index) =>
    isFeature(feature) ? [] : [strangeFeature(feature, [...path, 'conditions', index, 'feature'])],
  )
  const name: PolicyFault[] = taken.has(id)
    ? [{ path, words: 'a detector has this id already; choose another', about: 'name' }]
    : []
  const texts = strangePlaceholders(rule, path)
  if (strange.length > 0) return [...name, ...strange, ...texts]
  return [...name, ...texts, ...untrippable(rule, path), ...unsupported(rule, path)]
}

function isFeature(feature: string): feature is FeatureName {
  return featureNames.has(feature)
}

function strangeFeature(feature: string, path: PolicyPath): PolicyFault {
  const suggestion = nearestName(feature, featureNames)
  return {
    path,
    words: `there is no feature ${feature}`,
    about: 'value',
    ...(suggestion !== undefined && { suggestion }),
  }
}

function strangePlaceholders({ reason, conditions }: OwnRule, path: PolicyPath): PolicyFault[] {
  return (['en', 'zh'] as const).flatMap((language) =>
    [...reason[language].matchAll(/\{([^}]*)\}/g)]
      .filter(([, place = '']) => !/^\d+$/.test(place) || Number(place) >= conditions.length)
      .map(([placeholder]) => ({
        path: [...path, 'reason', language],
        words: `${placeholder} is no condition; they go from {0} to {${conditions.length - 1}}`,
        about: 'value' as const,
      })),
  )
}

/** Only a record that one of the features counts is held against a rule. */
function untrippable({ conditions }: OwnRule, path: PolicyPath): PolicyFault[] {
  if (conditions.some(({ feature }) => isFeature(feature) && keptBehind(feature).length > 0)) {
    return []
  }
  const words = 'no record is counted in any of these features; add one that a record changes'
  return [{ path: [...path, 'conditions'], words, about: 'value' }]
}

/** A ratio of two calls means nothing. */
function unsupported({ conditions }: OwnRule, path: PolicyPath): PolicyFault[] {
  return conditions.flatMap(({ feature }, index) => {
    if (!isFeature(feature) || !needsSupport(feature)) return []
    const window = windowOf(feature)
    if (conditions.some((one) => isSupport(one, window))) return []
    const words = `a ratio needs support: add a condition with atLeast on a count in ${window}`
    return [{ path: [...path, 'conditions', index], words, about: 'value' as const }]
  })
}

function needsSupport(feature: FeatureName): boolean {
  return isRatio(feature) || LIKE_RATIOS.has(measureOf(feature))
}

function isSupport({ feature, atLeast }: OwnCondition, window: string): boolean {
  if (atLeast === undefined || !isFeature(feature) || windowOf(feature) !== window) return false
  const measure: Measure = MEASURES[measureOf(feature)]
  return measure.kind === 'count'
}
