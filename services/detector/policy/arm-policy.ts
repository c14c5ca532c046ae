import type { ClassRule } from '#schemas/detector-rule.ts'
import { CardClass } from '#schemas/policy.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { type HourSpans, parseHours } from '../domain/hours.ts'
import { faultsOfRules } from './check-rules.ts'
import {
  builtInIds,
  type KnownDetectors,
  knownDetectors,
  strangeDetector,
} from './known-detectors.ts'
import { overridesOf } from './override.ts'
import { type PolicyFault, withoutRepeats } from './policy-fault.ts'
import { noRecordRules, recordRulesOf } from './policy-lists.ts'
import type { ArmedPolicy } from './rule.ts'
import { RuleBook } from './rule-book.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

export type Armed =
  | { readonly status: 'armed'; readonly policy: ArmedPolicy }
  | { readonly status: 'refused'; readonly faults: readonly PolicyFault[] }

/** Arms a policy. Refuses one that names or sets what does not exist, with everything at once. */
export function armPolicy(document: PolicyDocument): Armed {
  const known = knownDetectors(document)
  const overrides = overridesOf(document)
  const faults = withoutRepeats([
    ...known.faults,
    ...faultsOfRules(document, known, overrides),
    ...strangeRoles(document, known),
  ])
  if (faults.length > 0) return { status: 'refused', faults }
  const book = new RuleBook(document, known, overrides)
  return {
    status: 'armed',
    policy: {
      ...settingsOf(document),
      rules: book.byClass,
      detectorIds: new Set(known.byId.keys()),
      rulesFor: (cardClass, profile) => book.rulesFor(cardClass, profile),
    },
  }
}

/** Before the first policy nothing is judged, and nothing is late. */
export function noPolicy(): ArmedPolicy {
  return {
    ...noRecordRules(),
    version: 'none@0',
    isKnown: false,
    timeZone: 'UTC',
    allowedLatenessMs: Number.POSITIVE_INFINITY,
    proposalValidMs: HOUR_MS,
    lateSourceMs: HOUR_MS,
    graceMs: HOUR_MS,
    silentDays: Number.POSITIVE_INFINITY,
    cycleStartDays: {},
    hours: new Map(),
    rules: new Map(),
    detectorIds: builtInIds(),
    rulesFor: () => [],
  }
}

function settingsOf(document: PolicyDocument) {
  const { version, timeZone, common, detectors } = document
  return {
    ...recordRulesOf(document),
    version,
    isKnown: true,
    timeZone,
    allowedLatenessMs: common.allowedLatenessHours * HOUR_MS,
    proposalValidMs: common.proposalValidMinutes * MINUTE_MS,
    lateSourceMs: common.lateSourceMinutes * MINUTE_MS,
    graceMs: common.unregisteredGraceMinutes * MINUTE_MS,
    silentDays: common.silentDays,
    cycleStartDays: common.billingCycleStartDay,
    hours: hoursByClass(detectors['calls-outside-hours']),
  }
}

function hoursByClass(rule: PolicyDocument['detectors'][string] | undefined) {
  const hours = new Map<CardClass, HourSpans>()
  for (const cardClass of classesOf(rule?.classes)) {
    const settings = rule?.classes?.[cardClass]?.settings ?? rule?.settings
    const texts = settings?.['hours']
    if (Array.isArray(texts)) hours.set(cardClass, parseHours(texts))
  }
  return hours
}

function classesOf(classes: Partial<Record<CardClass, ClassRule>> | undefined): CardClass[] {
  return CardClass.options.filter((name) => classes?.[name] !== undefined)
}

/** A role's effect on a detector nobody knows is a typing error that would leave couriers judged. */
function strangeRoles({ roles, rules }: PolicyDocument, { byId }: KnownDetectors): PolicyFault[] {
  return Object.entries(roles).flatMap(([role, effects]) =>
    Object.keys(effects)
      .filter((id) => !byId.has(id) && !Object.hasOwn(rules, id))
      .map((id) => strangeDetector(['roles', role, id], byId.keys())),
  )
}
