import type { ClassRule, DetectorRule } from '#schemas/detector-rule.ts'
import type { CardClass } from '#schemas/policy.ts'
import type { VariantName } from '../detectors/detector.ts'
import type { PolicyPath } from './policy-fault.ts'

/** What one part of a policy says of one detector. */
export interface RuleLayer {
  /** Whom it is for, `tenant acme-meters`; undefined: everybody. */
  readonly name: string | undefined
  readonly path: PolicyPath
  readonly rule: DetectorRule
}

type RuleKeys = Pick<ClassRule, 'mode' | 'severity' | 'settings' | 'ladder' | 'quietMinutes'>

/** Keys from several places, and which place each came from. */
export interface PlacedKeys {
  readonly keys: RuleKeys
  placeOf(key: keyof RuleKeys): PolicyPath
}

const NAMES = ['mode', 'severity', 'settings', 'ladder', 'quietMinutes'] as const
const VARIANTS = ['withPlan', 'withQuota', 'soldered', 'unbound'] as const satisfies VariantName[]

/**
 * One detector for one class of cards: the widest layer first, and in each its own keys, then its
 * class's, then its variant's; a later one replaces an earlier one, key by key.
 */
export function placedKeys(
  layers: readonly RuleLayer[],
  cardClass: CardClass,
  variant?: VariantName,
): PlacedKeys {
  let keys: RuleKeys = {}
  const places = new Map<string, PolicyPath>()
  for (const { path, rule } of layers) {
    for (const part of partsOf({ path, rule }, cardClass, variant)) {
      for (const name of NAMES) {
        if (part.keys[name] === undefined) continue
        keys = { ...keys, [name]: part.keys[name] }
        places.set(name, [...part.path, name])
      }
    }
  }
  const usual = layers.at(-1)?.path ?? []
  return { keys, placeOf: (name) => places.get(name) ?? [...usual, 'classes', cardClass] }
}

interface Part {
  readonly path: PolicyPath
  readonly keys: RuleKeys
}

function partsOf(
  { path, rule }: Pick<RuleLayer, 'path' | 'rule'>,
  cardClass: CardClass,
  variant: VariantName | undefined,
): readonly Part[] {
  const ofClass = { path: [...path, 'classes', cardClass], keys: rule.classes?.[cardClass] ?? {} }
  const parts = [{ path, keys: rule }, ofClass]
  if (variant === undefined) return parts
  const own = rule.classes?.[cardClass]?.[variant]
  const place = own ? ofClass.path : path
  return [...parts, { path: [...place, variant], keys: own ?? rule[variant] ?? {} }]
}

/** Variants that some layer has words for. */
export function variantsIn(
  layers: readonly RuleLayer[],
  cardClass: CardClass,
): readonly VariantName[] {
  return VARIANTS.filter((name) =>
    layers.some(({ rule }) => rule[name] ?? rule.classes?.[cardClass]?.[name]),
  )
}

/** Classes that some layer names. */
export function isNamed(layers: readonly RuleLayer[], cardClass: CardClass): boolean {
  return layers.some(({ rule }) => rule.classes?.[cardClass] !== undefined)
}
