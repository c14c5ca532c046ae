import type { DetectorRule } from '#schemas/detector-rule.ts'
import { CardClass } from '#schemas/policy.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import type { Detector } from '../detectors/detector.ts'
import { groupCatalogue } from '../group-detectors/catalogue.ts'
import { armRule } from './arm-rule.ts'
import { type KnownDetectors, strangeDetector } from './known-detectors.ts'
import type { Override } from './override.ts'
import type { PolicyFault } from './policy-fault.ts'
import { layersOf } from './rule-book.ts'
import { isNamed, placedKeys, type RuleLayer } from './rule-layers.ts'

/** Everything that is wrong with the rules of a policy, for everybody and for each override. */
export function faultsOfRules(
  policy: PolicyDocument,
  known: KnownDetectors,
  overrides: readonly Override[],
): readonly PolicyFault[] {
  const usual = [...known.base.keys()].flatMap((id) => {
    const detector = known.byId.get(id)
    return detector ? faultsOf(detector, layersOf(id, known, []), policy) : []
  })
  const others = overrides.flatMap((override) => faultsOfOverride(override, known, policy))
  return [...usual, ...others]
}

/** Alone on what holds for everybody: keys replace keys, so several together bring nothing new. */
function faultsOfOverride(
  override: Override,
  known: KnownDetectors,
  policy: PolicyDocument,
): readonly PolicyFault[] {
  return Object.entries(override.detectors).flatMap(([id, rule]) => {
    const path = [...override.path, id]
    const detector = known.byId.get(id)
    if (!detector) {
      const isOwn = Object.hasOwn(policy.rules, id)
      return isOwn ? [] : [strangeDetector(path, known.byId.keys())]
    }
    const layers = layersOf(id, known, [override])
    return [
      ...faultsOf(detector, layers, policy),
      ...faultsOfReach(id, override, path),
      ...faultsOfHours(layers),
      ...faultsOfLadder(rule, path, policy.rules[id] !== undefined),
    ]
  })
}

function faultsOf(
  detector: Detector,
  layers: readonly RuleLayer[],
  policy: PolicyDocument,
): readonly PolicyFault[] {
  return CardClass.options
    .filter((cardClass) => isNamed(layers, cardClass))
    .flatMap((cardClass) => {
      const armed = armRule(detector, cardClass, { policy, layers })
      return armed.status === 'refused' ? armed.faults : []
    })
}

/** Hours decide what is counted, before any override is looked at; a contract's own go before them. */
function faultsOfHours(layers: readonly RuleLayer[]): readonly PolicyFault[] {
  return CardClass.options.flatMap((cardClass) => {
    const { keys, placeOf } = placedKeys(layers, cardClass)
    const usual = placedKeys(layers.slice(0, 1), cardClass).keys
    const hours = keys.settings?.['hours']
    if (JSON.stringify(hours) === JSON.stringify(usual.settings?.['hours'])) return []
    const words =
      'hours are those of the class here too; others belong into the profile, telesales.hours'
    return [{ path: [...placeOf('settings'), 'hours'], words, about: 'value' as const }]
  })
}

/** A group detector looks at whole groups: it asks what is said of the group, not of its cards. */
function faultsOfReach(
  id: string,
  { kind }: Override,
  path: PolicyFault['path'],
): readonly PolicyFault[] {
  const detector = groupCatalogue.find((one) => one.id === id)
  if (!detector || detector.kinds.includes(kind)) return []
  const words = `words for a ${kind} do not reach it: it looks at ${detector.kinds.join(', ')}`
  return [{ path, words, about: 'name' }]
}

function faultsOfLadder(
  rule: DetectorRule,
  path: PolicyFault['path'],
  isOwn: boolean,
): readonly PolicyFault[] {
  if (!isOwn) return []
  const parts = [
    { keys: rule, path },
    ...Object.entries(rule.classes ?? {}).map(([name, keys]) => ({
      keys,
      path: [...path, 'classes', name],
    })),
  ]
  return parts
    .filter(({ keys }) => keys.ladder !== undefined)
    .map((part) => ({
      path: [...part.path, 'ladder'],
      words: "a rule of the policy's own flags, and nothing more",
      about: 'name',
    }))
}
