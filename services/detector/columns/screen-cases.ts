import type { CardClass, Level } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Alternative, CardFacts, Condition } from '../detectors/detector.ts'
import { thresholdAt } from '../judging/condition-outcome.ts'
import type { ArmedPolicy, ArmedRule, Rule } from '../policy/rule.ts'
import type { ColumnValues } from './column-values.ts'
import { type FeaturePlace, placeOfFeature } from './feature-place.ts'

const LEVELS: readonly Level[] = ['act', 'warn']

/** A feature held against a number. */
export interface ScreenCondition {
  readonly place: FeaturePlace
  readonly comparator: Condition['comparator']
  readonly threshold: number
}

/** One way in which one detector could trip: any of its lists, all of whose conditions are met. */
export interface ScreenCase {
  /** Its rule's place among the card's rules. */
  readonly rule: number
  readonly lists: readonly (readonly ScreenCondition[])[]
  /** Serial number of the record it was last looked at for. */
  lookedAt: number
}

export interface ScreenOptions {
  readonly policy: ArmedPolicy
  readonly cardClass: CardClass
  readonly profile: Profile | undefined
  readonly holiday: boolean
  /** The local day that it is for. */
  readonly day: { readonly start: number; readonly end: number }
}

/** Whether all conditions are met, as far as the numbers tell. */
export function areMet(conditions: readonly ScreenCondition[], values: ColumnValues): boolean {
  for (let at = 0; at < conditions.length; at += 1) {
    const { place, comparator, threshold } = conditions[at] as ScreenCondition
    const value = values.rememberedBound(place)
    if (value === undefined) return false
    // Of a record out of order only a bound is known: it says nothing of "too little".
    if (comparator === '>' ? value <= threshold : comparator === '>=' && value < threshold)
      return false
    if (
      values.isExact &&
      (comparator === '<' ? value >= threshold : comparator === '<=' && value > threshold)
    ) {
      return false
    }
  }
  return true
}

/** All that could trip on a card's local day, at its begin or at its end. */
export function screenCases(
  rules: readonly ArmedRule[],
  { policy, cardClass, profile, holiday, day }: ScreenOptions,
): PlacedCase[] {
  const times = [day.start, day.end - 1]
  const facts = times.map((eventTime): CardFacts => {
    const { silentDays } = policy
    return { cardClass, profile, eventTime, holiday, silentDays, policy }
  })
  const cases = rules.flatMap((armed, rule) => facts.flatMap((one) => casesOf(armed, rule, one)))
  return withoutRepeats(cases)
}

export interface PlacedCase {
  readonly one: ScreenCase
  /** Measures that it rests on. */
  readonly behind: readonly number[]
}

/** Most say the same at the begin of the day as at its end. */
function withoutRepeats(cases: readonly PlacedCase[]): PlacedCase[] {
  const different = new Map(cases.map((one) => [wordsOf(one.one), one]))
  return [...different.values()]
}

function wordsOf({ rule, lists }: ScreenCase): string {
  const words = ({ place, comparator, threshold }: ScreenCondition) =>
    `${place.name}.${place.window}${comparator}${threshold}`
  return `${rule}:${lists.map((list) => list.map(words).join('&')).join('|')}`
}

function casesOf(armed: ArmedRule, number: number, facts: CardFacts): PlacedCase[] {
  const rule = ruleFor(armed, facts)
  const role = armed.roles.get(facts.profile?.businessRole ?? '')
  const factor = typeof role === 'number' ? Math.min(1, role) : 1
  return rule.alternatives(facts).map((alternative) => {
    const lists = LEVELS.map((level) => conditionsAt(alternative, { level, factor }))
    const held = lists.filter((list) => list.length > 0)
    return {
      one: { rule: number, lists: held.filter((list) => !isImplied(list, held)), lookedAt: 0 },
      behind: [
        ...new Set(alternative.when.flatMap(({ feature }) => placeOfFeature(feature).behind)),
      ],
    }
  })
}

/** Whether another list is met wherever this one is: then that one alone is looked at. */
function isImplied(
  list: readonly ScreenCondition[],
  all: readonly (readonly ScreenCondition[])[],
): boolean {
  return all.some(
    (other) =>
      other !== list &&
      all.indexOf(other) > all.indexOf(list) &&
      other.every((one) => list.some((held) => isAsStrict(held, one))),
  )
}

/** Whether the first condition is met only where the second is. */
function isAsStrict(first: ScreenCondition, second: ScreenCondition): boolean {
  if (first.place !== second.place || first.comparator !== second.comparator) return false
  const isUpper = first.comparator === '>' || first.comparator === '>='
  return isUpper ? first.threshold >= second.threshold : first.threshold <= second.threshold
}

function ruleFor(armed: ArmedRule, facts: CardFacts): Rule {
  const variant = armed.variant(facts)
  return (variant && armed.variants.get(variant)) ?? armed
}

interface At {
  readonly level: Level
  readonly factor: number
}

/** Empty where nothing has a limit at this level. */
function conditionsAt({ when }: Alternative, { level, factor }: At): ScreenCondition[] {
  const held = when.flatMap((condition): (ScreenCondition & { isLimit: boolean })[] => {
    const threshold = thresholdAt(condition, level, factor)
    if (threshold === undefined) return []
    const { feature, comparator, role } = condition
    return [{ place: placeOfFeature(feature), comparator, threshold, isLimit: role === 'limit' }]
  })
  return held.some(({ isLimit }) => isLimit) ? held : []
}
