import { CardClass, type ClassRule, type PolicyDocument } from '#schemas/policy.ts'
import { catalogue } from '../detectors/catalogue.ts'
import { type HourSpans, parseHours } from '../domain/hours.ts'
import { armRule } from './arm-rule.ts'
import { noRecordRules, recordRulesOf } from './policy-lists.ts'
import type { ArmedPolicy, ArmedRule } from './rule.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

export type Armed =
  | { readonly status: 'armed'; readonly policy: ArmedPolicy }
  | { readonly status: 'refused'; readonly reasons: readonly string[] }

/** Arms a policy. Refuses one that names or sets what does not exist, with every reason at once. */
export function armPolicy(document: PolicyDocument): Armed {
  const reasons: string[] = []
  const rules = new Map<CardClass, ArmedRule[]>(CardClass.options.map((name) => [name, []]))
  for (const [id, rule] of Object.entries(document.detectors)) {
    const detector = catalogue.find((one) => one.id === id)
    if (!detector) {
      reasons.push(`detectors.${id}: there is no such detector`)
      continue
    }
    for (const cardClass of classesOf(rule.classes)) {
      const armed = armRule(detector, cardClass, document)
      if (armed.status === 'refused') reasons.push(...armed.reasons)
      else if (armed.rule.mode !== 'off') rules.get(cardClass)?.push(armed.rule)
    }
  }
  reasons.push(...strangeRoles(document))
  if (reasons.length > 0) return { status: 'refused', reasons }
  return { status: 'armed', policy: { ...settingsOf(document), rules } }
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
function strangeRoles({ roles }: PolicyDocument): string[] {
  return Object.entries(roles).flatMap(([role, effects]) =>
    Object.keys(effects)
      .filter((id) => !catalogue.some((one) => one.id === id))
      .map((id) => `roles.${role}.${id}: there is no such detector`),
  )
}
