import type { Sentence } from '#schemas/alert.ts'
import type { Level } from '#schemas/policy.ts'
import type { CardView } from '../card/card-view.ts'
import type { Alternative, CardFacts, VariantName } from '../detectors/detector.ts'
import type { Moment } from '../domain/moment.ts'
import { isSliding, judgedAt } from '../domain/window.ts'
import type { FeatureName } from '../features/catalogue.ts'
import { windowOf } from '../features/feature-parts.ts'
import { keptBehind } from '../features/kept-behind.ts'
import type { ArmedRule, Rule } from '../policy/rule.ts'
import { type Outcome, outcomesAt, scoreOf } from './condition-outcome.ts'

/** What a detector says of one record. */
export interface Finding {
  readonly level: Level
  readonly score: number
  readonly outcomes: readonly Outcome[]
  /** From when the windows were looked at. */
  readonly moment: Moment
  /** Which case of the detector it is, and the policy's words for that. */
  readonly variant: VariantName | undefined
  readonly rule: Rule
  readonly reason: Sentence
}

export interface Case {
  readonly card: CardView
  readonly facts: CardFacts
  readonly moment: Moment
  /** Measures that counted the record: only what rests on them can trip. */
  readonly touched: ReadonlySet<string>
  /** Factor on the policy's limits. */
  readonly factor: number
}

/** Asks a detector in every window that holds the record; the worst finding counts. */
export function find(armed: ArmedRule, one: Case): Finding | undefined {
  const variant = armed.variant(one.facts)
  const rule = ruleFor(armed, variant)
  const alternatives = rule
    .alternatives(one.facts)
    .filter(({ when }) => when.some(({ feature }) => isTouched(feature, one.touched)))
  let worst: Finding | undefined
  for (const at of judgedAt(one.moment.eventTime, one.card.newest, slidingWindows(armed))) {
    for (const alternative of alternatives) {
      const moment = { ...one.moment, at }
      const finding = findOne(alternative, { ...one, moment }, { armed, variant })
      if (finding && (!worst || isWorse(finding, worst))) worst = finding
    }
  }
  return worst
}

function isTouched(feature: FeatureName, touched: ReadonlySet<string>): boolean {
  return keptBehind(feature).some((measure) => touched.has(measure))
}

function slidingWindows({ detector }: ArmedRule) {
  return detector.features.map(windowOf).filter(isSliding)
}

interface Asked {
  readonly armed: ArmedRule
  /** The card's, unless an alternative names its own. */
  readonly variant: VariantName | undefined
}

function findOne(
  alternative: Alternative,
  { card, moment, factor, facts }: Case,
  { armed, variant: usual }: Asked,
): Finding | undefined {
  for (const level of ['act', 'warn'] as const) {
    const outcomes = outcomesAt(alternative.when, {
      level,
      factor,
      observe: ({ feature }) => card.feature(feature, moment),
    })
    if (!outcomes) continue
    const variant = alternative.variant ?? usual
    const hard = armed.detector.basis(facts.cardClass, variant) === 'hardBreach'
    return {
      level,
      score: hard ? 1 : leastScore(outcomes),
      outcomes,
      moment,
      variant,
      rule: ruleFor(armed, variant),
      reason: alternative.say(observedOf(alternative, outcomes)),
    }
  }
  return undefined
}

/** In the order of the conditions; one that has no limit at this level counts as 0. */
function observedOf({ when }: Alternative, outcomes: readonly Outcome[]): number[] {
  return when.map((condition) => outcomes.find((one) => one.condition === condition)?.observed ?? 0)
}

function leastScore(outcomes: readonly Outcome[]): number {
  const limits = outcomes.filter(({ condition }) => condition.role === 'limit')
  return Math.min(...limits.map(scoreOf))
}

function isWorse(one: Finding, other: Finding): boolean {
  if (one.level !== other.level) return one.level === 'act'
  return one.score > other.score
}

function ruleFor(armed: ArmedRule, variant: VariantName | undefined): Rule {
  return (variant && armed.variants.get(variant)) ?? armed
}
