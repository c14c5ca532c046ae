import type { CardClass, Level } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Alternative, CardFacts, Condition } from '../detectors/detector.ts'
import { measureOf } from '../features/feature-parts.ts'
import { BY_VERDICTS } from '../features/history.ts'
import { thresholdAt } from '../judging/condition-outcome.ts'
import type { ArmedPolicy, ArmedRule, Rule } from '../policy/rule.ts'
import type { ColumnValues } from './column-values.ts'
import { type FeaturePlace, placeOfFeature } from './feature-place.ts'
import { PLAN } from './plan.ts'
import type { Shape } from './shape.ts'

const LEVELS: readonly Level[] = ['act', 'warn']

interface ScreenCondition {
  readonly place: FeaturePlace
  readonly comparator: Condition['comparator']
  readonly threshold: number
}

/** One way in which one detector could trip: any of its lists, all of whose conditions are met. */
interface ScreenCase {
  /** Its rule's place among the card's rules. */
  readonly rule: number
  readonly lists: readonly (readonly ScreenCondition[])[]
  /** Serial number of the record it was last looked at for. */
  lookedAt: number
}

/**
 * Which detectors could trip on a record, said in numbers and without an object made. It may name one
 * that does not; the detectors themselves are asked then.
 */
export class Screen {
  readonly #rules: readonly ArmedRule[]
  readonly #byMeasure: readonly (readonly ScreenCase[])[]
  /** Rules that other rules' verdicts can trip. */
  readonly #followers: readonly number[]
  /** By rule: serial number of the record on which it was found last. */
  readonly #foundAt: Float64Array
  #serial = 0

  constructor(rules: readonly ArmedRule[], cases: readonly PlacedCase[]) {
    const byMeasure: ScreenCase[][] = Array.from({ length: PLAN.byName.size }, () => [])
    for (const { one, behind } of cases) for (const index of behind) byMeasure[index]?.push(one)
    this.#rules = rules
    this.#byMeasure = byMeasure
    this.#foundAt = new Float64Array(rules.length)
    this.#followers = rules.flatMap(({ detector }, rule) =>
      detector.features.some((feature) => BY_VERDICTS.has(measureOf(feature))) ? [rule] : [],
    )
  }

  /** The rules that could trip, in their order; undefined: none. */
  candidates({ raised }: Shape, values: ColumnValues): readonly ArmedRule[] | undefined {
    this.#serial += 1
    values.begin()
    let found = 0
    for (let at = 0; at < raised.length; at += 1) {
      const cases = this.#byMeasure[raised[at] ?? 0]
      if (cases !== undefined) found += this.#look(cases, values)
    }
    if (found === 0) return undefined
    for (const rule of this.#followers) this.#foundAt[rule] = this.#serial
    return this.#rules.filter((_, rule) => this.#foundAt[rule] === this.#serial)
  }

  #look(cases: readonly ScreenCase[], values: ColumnValues): number {
    let found = 0
    for (let at = 0; at < cases.length; at += 1) {
      const one = cases[at] as ScreenCase
      if (one.lookedAt === this.#serial) continue
      one.lookedAt = this.#serial
      if (this.#foundAt[one.rule] === this.#serial || !couldTrip(one, values)) continue
      this.#foundAt[one.rule] = this.#serial
      found += 1
    }
    return found
  }
}

function couldTrip({ lists }: ScreenCase, values: ColumnValues): boolean {
  for (let at = 0; at < lists.length; at += 1) {
    if (areMet(lists[at] as readonly ScreenCondition[], values)) return true
  }
  return false
}

function areMet(conditions: readonly ScreenCondition[], values: ColumnValues): boolean {
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

export interface ScreenOptions {
  readonly policy: ArmedPolicy
  readonly cardClass: CardClass
  readonly profile: Profile | undefined
  readonly holiday: boolean
  /** The local day that it is for. */
  readonly day: { readonly start: number; readonly end: number }
}

/** The screen of a card for one local day: all that could trip at its begin or at its end. */
export function screenFor(options: ScreenOptions): Screen {
  const { policy, cardClass, profile, holiday, day } = options
  const rules = policy.rulesFor(cardClass, profile)
  const times = [day.start, day.end - 1]
  const facts = times.map((eventTime): CardFacts => {
    const { silentDays } = policy
    return { cardClass, profile, eventTime, holiday, silentDays, policy }
  })
  const cases = rules.flatMap((armed, rule) => facts.flatMap((one) => casesOf(armed, rule, one)))
  return new Screen(rules, withoutRepeats(cases))
}

interface PlacedCase {
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
