import type { DetectorRule } from '#schemas/detector-rule.ts'
import { CardClass } from '#schemas/policy.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { compareValues, summarise } from './compare-values.ts'
import { nameOfOverride, overridesOf } from './override.ts'
import { type PolicyChange, tellChange } from './policy-change.ts'
import { placedKeys, variantsIn } from './rule-layers.ts'

type Subjects = ReadonlyMap<string, unknown>

/** What another policy would say differently: by section, then subject, each sorted. */
export function diffPolicies(before: PolicyDocument, after: PolicyDocument): PolicyChange[] {
  const sections = [headOf, frameOf, commonOf, rolesOf, detectorsOf, rulesOf, overridesIn, auditsOf]
  const [head = [], frame = [], ...others] = sections.map((section) =>
    diffSubjects(section(before), section(after)),
  )
  return [...head, ...frame, ...diffLists(before, after), ...others.flat()]
}

function diffSubjects(before: Subjects, after: Subjects): PolicyChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort()
  return mergeClasses(
    names.flatMap((subject): PolicyChange[] => {
      const [one, other] = [before.get(subject), after.get(subject)]
      const [gone, come] = [one === undefined, other === undefined]
      if (!gone && !come) return compareValues(one, other).map((change) => ({ subject, ...change }))
      const whole = { subject, what: '', percent: null }
      return [
        {
          ...whole,
          before: gone ? null : summarise(one),
          after: come ? null : summarise(other),
        },
      ]
    }),
  )
}

/** The same change for several classes is told once: `call-rate, class iot, ordinary: …`. */
function mergeClasses(changes: readonly PolicyChange[]): PolicyChange[] {
  const merged = new Map<string, PolicyChange>()
  for (const change of changes) {
    const [name = '', cardClass] = change.subject.split(CLASS)
    const key = cardClass ? JSON.stringify({ ...change, subject: name }) : tellChange(change)
    const before = merged.get(key)
    merged.set(key, before ? { ...before, subject: `${before.subject}, ${cardClass}` } : change)
  }
  return [...merged.values()]
}

const CLASS = ', class '

function headOf({ version, effectiveFrom, timeZone }: PolicyDocument): Subjects {
  return new Map([['policy', { version, effectiveFrom, timeZone }]])
}

function frameOf({ classes, remedies }: PolicyDocument): Subjects {
  return new Map([...under('class', classes), ...under('remedy', remedies)])
}

function commonOf({ common }: PolicyDocument): Subjects {
  return new Map([['common', common]])
}

function rolesOf({ roles }: PolicyDocument): Subjects {
  return new Map(under('role', roles))
}

function rulesOf({ rules }: PolicyDocument): Subjects {
  const facts = Object.entries(rules).map(([id, rule]) => {
    const conditions = rule.conditions.map(
      ({ feature, above, below, atLeast }) =>
        [feature, { above, below, 'at least': atLeast }] as const,
    )
    return [`rule ${id}`, { ...rule, conditions: Object.fromEntries(conditions) }] as const
  })
  return new Map(facts)
}

function auditsOf({ audits }: PolicyDocument): Subjects {
  return new Map(under('audit', audits))
}

/** As judged: what holds for a class when all its keys are put together. */
function detectorsOf({ detectors }: PolicyDocument): Subjects {
  return new Map(
    Object.entries(detectors).flatMap(([id, rule]) =>
      CardClass.options
        .filter((name) => rule.classes?.[name] !== undefined)
        .map((name) => [`${id}${CLASS}${name}`, wholeRule(rule, name)] as const),
    ),
  )
}

function wholeRule(rule: DetectorRule, cardClass: CardClass): Record<string, unknown> {
  const layers = [{ name: undefined, path: [], rule }]
  const { settings, ...keys } = placedKeys(layers, cardClass).keys
  const variants = variantsIn(layers, cardClass).map(
    (name) => [name, rule.classes?.[cardClass]?.[name] ?? rule[name]] as const,
  )
  return { ...keys, ...settings, ...Object.fromEntries(variants) }
}

/** As written: what they leave out, they leave as it is for everybody. */
function overridesIn(document: PolicyDocument): Subjects {
  const entries = overridesOf(document).flatMap((override) =>
    Object.entries(override.detectors).flatMap(([id, { classes, ...keys }]) => {
      const subject = `${nameOfOverride(override)}, ${id}`
      const ofClasses = Object.entries(classes ?? {})
      const plain = Object.keys(keys).length > 0 ? [[subject, flat(keys)] as const] : []
      return [
        ...plain,
        ...ofClasses.map(([name, own]) => [`${subject}${CLASS}${name}`, flat(own)] as const),
      ]
    }),
  )
  return new Map(entries)
}

function flat({ settings, ...keys }: { readonly settings?: object | undefined }) {
  return { ...keys, ...settings }
}

/** How many came and went; which, is personal in some of them, and in others long. */
function diffLists({ lists: before }: PolicyDocument, { lists: after }: PolicyDocument) {
  const names = Object.keys(after) as (keyof typeof after)[]
  return names.sort().flatMap((name): PolicyChange[] => {
    const [old, young] = [new Set(before[name]), new Set(after[name])]
    const [added, removed] = [young.difference(old).size, old.difference(young).size]
    if (added + removed === 0) return []
    const what = `${added} added, ${removed} removed, entries`
    return [{ subject: `list ${name}`, what, before: old.size, after: young.size, percent: null }]
  })
}

function under(kind: string, entries: object): (readonly [string, unknown])[] {
  return Object.entries(entries).map(([name, value]) => [`${kind} ${name}`, value] as const)
}
