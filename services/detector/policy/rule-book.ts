import { CardClass } from '#schemas/policy.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Detector } from '../detectors/detector.ts'
import { armRule, isOn } from './arm-rule.ts'
import type { KnownDetectors } from './known-detectors.ts'
import { nameOfOverride, type Override, OverrideIndex } from './override.ts'
import type { ArmedRule } from './rule.ts'
import { isNamed, type RuleLayer } from './rule-layers.ts'

const NONE: readonly ArmedRule[] = []

/**
 * The rules of a checked policy, armed. Arrays and rules are made once: two cards that the same parts
 * of the policy speak of get the same array, and a card without overrides its class's.
 */
export class RuleBook {
  readonly #document: PolicyDocument
  readonly #known: KnownDetectors
  readonly #overrides: OverrideIndex
  /** By class and overrides. */
  readonly #arrays = new Map<string, readonly ArmedRule[]>()
  /** By detector, class and the overrides that speak of it. */
  readonly #rules = new Map<string, ArmedRule | undefined>()
  readonly byClass: ReadonlyMap<CardClass, readonly ArmedRule[]>

  constructor(document: PolicyDocument, known: KnownDetectors, overrides: readonly Override[]) {
    this.#document = document
    this.#known = known
    this.#overrides = new OverrideIndex(overrides)
    this.byClass = new Map(CardClass.options.map((name) => [name, this.#arrayOf(name, [])]))
  }

  /** What a card is judged by. */
  rulesFor(cardClass: CardClass, profile: Profile | undefined): readonly ArmedRule[] {
    const usual = this.byClass.get(cardClass) ?? NONE
    if (profile === undefined || this.#overrides.isEmpty) return usual
    const overrides = this.#overrides.of(profile)
    if (overrides.length === 0) return usual
    const key = keyOf(cardClass, overrides)
    const before = this.#arrays.get(key)
    if (before) return before
    const rules = this.#arrayOf(cardClass, overrides)
    const isUsual = rules.length === usual.length && rules.every((rule, i) => rule === usual[i])
    this.#arrays.set(key, isUsual ? usual : rules)
    return isUsual ? usual : rules
  }

  #arrayOf(cardClass: CardClass, overrides: readonly Override[]): readonly ArmedRule[] {
    const { base, byId } = this.#known
    const added = overrides.flatMap(({ detectors }) => Object.keys(detectors))
    return [...new Set([...base.keys(), ...added])].flatMap((id) => {
      const detector = byId.get(id)
      const rule = detector && this.#ruleOf(detector, cardClass, overrides)
      return rule ? [rule] : []
    })
  }

  #ruleOf(
    detector: Detector,
    cardClass: CardClass,
    overrides: readonly Override[],
  ): ArmedRule | undefined {
    const speaking = overrides.filter(({ detectors }) => detectors[detector.id] !== undefined)
    const key = keyOf(`${detector.id}/${cardClass}`, speaking)
    if (this.#rules.has(key)) return this.#rules.get(key)
    const layers = layersOf(detector.id, this.#known, speaking)
    const rule = isNamed(layers, cardClass) ? this.#arm(detector, cardClass, layers) : undefined
    this.#rules.set(key, rule && isOn(rule) ? rule : undefined)
    return this.#rules.get(key)
  }

  #arm(detector: Detector, cardClass: CardClass, layers: readonly RuleLayer[]): ArmedRule {
    const armed = armRule(detector, cardClass, { policy: this.#document, layers })
    if (armed.status === 'armed') return armed.rule
    throw new Error(`Cannot arm ${detector.id} for ${cardClass}: the policy was not checked`)
  }
}

/** What a policy says of a detector: for everybody, then for these overrides. */
export function layersOf(
  id: string,
  { base }: KnownDetectors,
  overrides: readonly Override[],
): readonly RuleLayer[] {
  const usual = base.get(id)
  const layers: RuleLayer[] = usual ? [{ name: undefined, ...usual }] : []
  for (const override of overrides) {
    const rule = override.detectors[id]
    if (rule) layers.push({ name: nameOfOverride(override), path: [...override.path, id], rule })
  }
  return layers
}

function keyOf(subject: string, overrides: readonly Override[]): string {
  return overrides.reduce((key, { index }) => `${key}/${index}`, subject)
}
