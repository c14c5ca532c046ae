import type { DetectorRule } from '#schemas/detector-rule.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { catalogue } from '../detectors/catalogue.ts'
import type { Detector } from '../detectors/detector.ts'
import { asDetector } from '../group-detectors/as-detector.ts'
import { groupCatalogue } from '../group-detectors/catalogue.ts'
import { faultsOfOwnRule } from './check-own-rule.ts'
import { nearestName } from './nearest-name.ts'
import { ownDetector, ruleOfOwn } from './own-rule.ts'
import type { PolicyFault, PolicyPath } from './policy-fault.ts'

/** Of cards and of groups: their rules are checked in one way. */
const builtIn: readonly Detector[] = [...catalogue, ...groupCatalogue.map(asDetector)]

/** What a policy says of one detector for everybody. */
interface BaseRule {
  readonly path: PolicyPath
  readonly rule: DetectorRule
}

/** The detectors that a policy may speak of: the built-in ones, and its own rules. */
export interface KnownDetectors {
  readonly byId: ReadonlyMap<string, Detector>
  /** By detector, in the policy's order; its own rules last. */
  readonly base: ReadonlyMap<string, BaseRule>
  readonly faults: readonly PolicyFault[]
}

export function knownDetectors({ detectors, rules }: PolicyDocument): KnownDetectors {
  const byId = new Map(builtIn.map((detector) => [detector.id, detector] as const))
  const base = new Map<string, BaseRule>()
  const faults: PolicyFault[] = []
  for (const [id, rule] of Object.entries(detectors)) {
    if (byId.has(id)) base.set(id, { path: ['detectors', id], rule })
    else if (!Object.hasOwn(rules, id)) faults.push(strangeDetector(['detectors', id], byId.keys()))
    else faults.push({ path: ['detectors', id], words: 'its words stand in rules', about: 'name' })
  }
  for (const [id, rule] of Object.entries(rules)) {
    const against = faultsOfOwnRule(id, rule, byId)
    faults.push(...against)
    if (against.length > 0) continue
    byId.set(id, ownDetector(id, rule))
    base.set(id, { path: ['rules', id], rule: ruleOfOwn(rule) })
  }
  return { byId, base, faults }
}

/** Built-in detectors, before any policy. */
export function builtInIds(): ReadonlySet<string> {
  return new Set(builtIn.map(({ id }) => id))
}

/** The path ends in an id that no detector has. */
export function strangeDetector(path: PolicyPath, ids: Iterable<string>): PolicyFault {
  const suggestion = nearestName(String(path.at(-1)), ids)
  return {
    path,
    words: 'there is no such detector',
    about: 'name',
    ...(suggestion !== undefined && { suggestion }),
  }
}
