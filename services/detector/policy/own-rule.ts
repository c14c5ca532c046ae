import { z } from 'zod'
import type { DetectorRule } from '#schemas/detector-rule.ts'
import type { OwnCondition, OwnRule } from '#schemas/own-rule.ts'
import {
  above,
  atLeast,
  below,
  type Condition,
  type Detector,
  defineDetector,
  type FeedNeed,
} from '../detectors/detector.ts'
import type { EpisodeScope } from '../domain/episode.ts'
import type { Measure } from '../domain/measure.ts'
import { type FeatureName, MEASURES } from '../features/catalogue.ts'
import { measureOf, windowOf } from '../features/feature-parts.ts'
import { keptBehind } from '../features/kept-behind.ts'

/** A rule of the policy as a detector like any other. It must have been checked: `faultsOfOwnRule`. */
export function ownDetector(id: string, rule: OwnRule): Detector {
  const conditions = rule.conditions.map(toCondition)
  const tripping = conditions.filter(({ role }) => role === 'limit')
  return defineDetector({
    id,
    version: 1,
    family: rule.family,
    basis: 'statistical',
    exceptionId: 'SW_RULE',
    requirement: rule.requirement ?? 'SW_RULE',
    feedNeed: feedNeedOf(conditions),
    features: [...new Set(conditions.map(({ feature }) => feature))],
    scope: scopeOf(tripping),
    settings: z.strictObject({}),
    alternatives: () => [
      {
        when: conditions,
        say: (observed) => ({
          en: fillIn(rule.reason.en, observed),
          zh: fillIn(rule.reason.zh, observed),
        }),
      },
    ],
  })
}

/** What `detectors` would say of it. It flags, whatever it finds. */
export function ruleOfOwn({ mode, severity, quietMinutes, classes }: OwnRule): DetectorRule {
  return {
    mode,
    severity,
    settings: {},
    ladder: [{ at: 'act', action: 'flag' }],
    ...(quietMinutes !== undefined && { quietMinutes }),
    classes: Object.fromEntries(classes.map((name) => [name, {}])),
  }
}

function toCondition(condition: OwnCondition): Condition {
  const feature = condition.feature as FeatureName
  const scale = isRatio(feature) ? 'ratio' : 'count'
  if (condition.above !== undefined) return above(feature, condition.above, { scale })
  if (condition.below !== undefined) return below(feature, condition.below, { scale })
  return atLeast(feature, condition.atLeast ?? 0)
}

export function isRatio(feature: FeatureName): boolean {
  const measure: Measure = MEASURES[measureOf(feature)]
  return measure.kind === 'ratio'
}

/** Too little of something, and silence, prove nothing while the feed is late or one-sided. */
function feedNeedOf(conditions: readonly Condition[]): FeedNeed {
  if (conditions.some(({ feature }) => keptBehind(feature).includes('callsIncoming'))) {
    return 'carriesIncoming'
  }
  const provesSilence = ({ comparator, feature }: Condition) =>
    comparator === '<' || measureOf(feature) === 'silentDays'
  return conditions.some(provesSilence) ? 'punctual' : 'nothing'
}

/** A rule over a calendar day, a cycle or a contract has one episode in each. */
function scopeOf(tripping: readonly Condition[]): EpisodeScope {
  const windows = new Set(tripping.map(({ feature }) => windowOf(feature)))
  if (windows.has('lifetime')) return 'profile'
  if (windows.has('cycle')) return 'cycle'
  return windows.has('day') ? 'day' : 'quiet'
}

/** `{0}`: the first condition's value; whole, or with two digits. */
function fillIn(text: string, observed: readonly number[]): string {
  return text.replace(/\{(\d+)\}/g, (_, place) => {
    const value = observed[Number(place)] ?? 0
    return String(Math.round(value * 100) / 100)
  })
}
