import { CardClass } from '#schemas/policy.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import type { Detector } from '../detectors/detector.ts'
import { measureOf } from '../features/feature-parts.ts'
import { knownDetectors } from './known-detectors.ts'
import { overridesOf } from './override.ts'
import type { PolicyFault } from './policy-fault.ts'
import { layersOf } from './rule-book.ts'
import { isNamed, placedKeys, type RuleLayer } from './rule-layers.ts'

type ListName = keyof PolicyDocument['lists']

/** Lists behind measures: one of them must have entries, or the measure stays at nothing. */
const LISTS_BEHIND: Readonly<Record<string, readonly ListName[]>> = {
  premiumCalls: ['premiumPrefixes'],
  premiumSeconds: ['premiumPrefixes'],
  deviceListed: ['riskDevices'],
  cellListed: ['riskCells'],
  regionListed: ['riskRegions'],
  tacHandset: ['handsetTacs'],
  plmnForeign: ['homeMcc', 'closedRegions'],
  bytesHumanApps: ['humanAppCategories'],
  appCategoriesDistinct: ['humanAppCategories'],
}

/** Detectors whose records no feed has a field for. */
const NEVER_FED: Readonly<Record<string, string>> = {
  'port-scan': 'records carry no destination',
}

/** Rules that are on and cannot find anything. Quiet they look like all is well. */
export function blindRules(document: PolicyDocument): readonly PolicyFault[] {
  const known = knownDetectors(document)
  const stacks = [[], ...overridesOf(document).map((override) => [override])]
  return stacks.flatMap((overrides) => {
    const ids = overrides.length > 0 ? overrides.flatMap(idsOf) : [...known.base.keys()]
    return ids.flatMap((id) => {
      const detector = known.byId.get(id)
      const layers = layersOf(id, known, overrides)
      return detector && isOn(layers) ? blindness(detector, document, layers) : []
    })
  })
}

function idsOf({ detectors }: { readonly detectors: object }): readonly string[] {
  return Object.keys(detectors)
}

function isOn(layers: readonly RuleLayer[]): boolean {
  return CardClass.options
    .filter((cardClass) => isNamed(layers, cardClass))
    .some((cardClass) => placedKeys(layers, cardClass).keys.mode !== 'off')
}

function blindness(
  { id, lists, features }: Detector,
  document: PolicyDocument,
  layers: readonly RuleLayer[],
): readonly PolicyFault[] {
  const path = layers.at(-1)?.path ?? []
  const blind = (why: string): PolicyFault => ({ path, words: `blind: ${why}`, about: 'name' })
  const neverFed = NEVER_FED[id]
  if (neverFed !== undefined) return [blind(neverFed)]
  const needs = lists.length > 0 ? lists.map((name) => [name]) : needsOf(features)
  const missing = needs.filter((names) => names.every((name) => isEmpty(name, document)))
  const told = new Set(missing.map((names) => names.join(' and ')))
  return [...told].map((names) => blind(`${names} in lists is empty, so it finds nothing by it`))
}

function needsOf(features: Detector['features']): readonly (readonly string[])[] {
  return features.flatMap((feature) => {
    const names = LISTS_BEHIND[measureOf(feature)]
    return names ? [names] : []
  })
}

function isEmpty(name: string, { lists }: PolicyDocument): boolean {
  return (lists[name as ListName] ?? []).length === 0
}
