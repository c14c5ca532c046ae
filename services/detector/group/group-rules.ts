import type { Group } from '#schemas/group-fact.ts'
import type { CardClass } from '#schemas/policy.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { asDetector } from '../group-detectors/as-detector.ts'
import { groupCatalogue } from '../group-detectors/catalogue.ts'
import type { BoundGroup, GroupDetector } from '../group-detectors/group-detector.ts'
import { armRule, isOn } from '../policy/arm-rule.ts'
import { type KnownDetectors, knownDetectors } from '../policy/known-detectors.ts'
import { nameOfOverride, type Override, overridesOf } from '../policy/override.ts'
import type { Rule } from '../policy/rule.ts'
import { layersOf } from '../policy/rule-book.ts'
import { isNamed, placedKeys, type RuleLayer } from '../policy/rule-layers.ts'

const MINUTE_MS = 60_000

/** How one group detector is used for one class of cards, ready to be asked. */
export interface GroupRule
  extends Pick<Rule, 'mode' | 'severity' | 'ladder' | 'quietMs' | 'overriddenBy'> {
  readonly detector: GroupDetector
  readonly alternatives: Extract<BoundGroup, { status: 'bound' }>['alternatives']
}

/** The group rules of a checked policy, each armed when it is first asked for. */
export class GroupRules {
  readonly #document: PolicyDocument
  readonly #known: KnownDetectors
  readonly #overrides: readonly Override[]
  /** By detector, class and the overrides that speak of it. */
  readonly #rules = new Map<string, GroupRule | undefined>()

  constructor(document: PolicyDocument) {
    this.#document = document
    this.#known = knownDetectors(document)
    this.#overrides = overridesOf(document)
  }

  /** What a group is judged by as one of a class; undefined: this detector is not for it. */
  ruleFor(detector: GroupDetector, cardClass: CardClass, group: Group): GroupRule | undefined {
    // Only a tenant, reseller, batch or pool can be named by an override, and is so by its own name.
    const own = this.#overrides.filter(({ kind, id }) => kind === group.kind && id === group.id)
    const key = JSON.stringify([detector.id, cardClass, ...own.map(nameOfOverride)])
    if (!this.#rules.has(key)) {
      const layers = layersOf(detector.id, this.#known, own)
      this.#rules.set(key, this.#arm(detector, cardClass, layers))
    }
    return this.#rules.get(key)
  }

  #arm(
    detector: GroupDetector,
    cardClass: CardClass,
    layers: readonly RuleLayer[],
  ): GroupRule | undefined {
    if (!isNamed(layers, cardClass)) return undefined
    const armed = armRule(asDetector(detector), cardClass, { policy: this.#document, layers })
    const { settings, quietMinutes } = placedKeys(layers, cardClass).keys
    const bound = detector.bind(settings ?? {})
    if (armed.status === 'refused' || bound.status === 'refused') {
      throw new Error(`Cannot arm ${detector.id} for ${cardClass}: the policy was not checked`)
    }
    if (!isOn(armed.rule)) return undefined
    const { mode, severity, ladder, overriddenBy, quietMs } = armed.rule
    const usualMs = Math.max(quietMs, detector.quietMs)
    return {
      detector,
      mode,
      severity,
      ladder,
      overriddenBy,
      // No shorter than a bucket: two episodes would have one name.
      quietMs: Math.max(detector.bucketMs, quietMinutes ? quietMinutes * MINUTE_MS : usualMs),
      alternatives: bound.alternatives,
    }
  }
}

/** Ids that a snooze of a group may name. */
export function isGroupDetector(id: string): boolean {
  return groupCatalogue.some((detector) => detector.id === id)
}
