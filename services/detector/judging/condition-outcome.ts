import type { Level } from '#schemas/policy.ts'
import type { Condition } from '../detectors/detector.ts'

/** What of a condition, on a card or a group, decides whether it is met. */
type AnyCondition = Pick<Condition, 'comparator' | 'limit' | 'scale' | 'role' | 'contract'>

/** A condition held against what was observed. */
export interface Outcome<One extends AnyCondition = Condition> {
  readonly condition: One
  readonly observed: number
  readonly threshold: number
}

export interface Observing<One extends AnyCondition = Condition> {
  readonly level: Level
  /** Factor on the policy's limits: a business role's. */
  readonly factor: number
  observe(condition: One): number | undefined
}

/**
 * All conditions of an alternative that have a limit at this level, or undefined when one of them is
 * not met, does not exist, or none has a limit there.
 */
export function outcomesAt<One extends AnyCondition>(
  conditions: readonly One[],
  { level, factor, observe }: Observing<One>,
): readonly Outcome<One>[] | undefined {
  const outcomes: Outcome<One>[] = []
  let limits = 0
  for (const condition of conditions) {
    const threshold = thresholdAt(condition, level, factor)
    if (threshold === undefined) continue
    const observed = observe(condition)
    if (observed === undefined || !isMet(condition, observed, threshold)) return undefined
    outcomes.push({ condition, observed, threshold })
    if (condition.role === 'limit') limits += 1
  }
  return limits > 0 ? outcomes : undefined
}

/** A number holds for both levels. A contract's limit and a ratio are no role's to stretch. */
export function thresholdAt(
  condition: AnyCondition,
  level: Level,
  factor: number,
): number | undefined {
  const { limit, role, scale, contract, comparator } = condition
  const threshold = typeof limit === 'number' ? limit : limit[level]
  const isStretchable = scale === 'count' && contract === undefined && comparator === '>'
  const stretches = role === 'limit' && isStretchable
  return threshold !== undefined && stretches ? threshold * factor : threshold
}

function isMet({ comparator }: AnyCondition, observed: number, threshold: number): boolean {
  switch (comparator) {
    case '>':
      return observed > threshold
    case '>=':
      return observed >= threshold
    case '<':
      return observed < threshold
    case '<=':
      return observed <= threshold
  }
}

/** 0.5 at the limit, 1 at twice the limit (a ratio: at 1; too little of something: at 0). */
export function scoreOf(outcome: Outcome<AnyCondition>): number {
  const { condition, threshold } = outcome
  const isRatio = condition.scale === 'ratio' && condition.comparator === '>'
  const excess = isRatio ? 1 - threshold : threshold
  if (excess <= 0) return 1
  return Math.min(1, 0.5 + (0.5 * distanceOf(outcome)) / excess)
}

/** How far beyond the limit. */
function distanceOf({
  condition: { comparator },
  observed,
  threshold,
}: Outcome<AnyCondition>): number {
  return comparator === '<' ? threshold - observed : observed - threshold
}

/** Each condition's share of the distance beyond the limits; support has none. They add up to 1. */
export function contributionsOf(outcomes: readonly Outcome<AnyCondition>[]): readonly number[] {
  const distances = outcomes.map((outcome) => {
    if (outcome.condition.role === 'support') return 0
    return distanceOf(outcome) / Math.max(outcome.threshold, 1)
  })
  const whole = distances.reduce((sum, distance) => sum + distance, 0)
  return distances.map((distance) => (whole > 0 ? distance / whole : 0))
}
