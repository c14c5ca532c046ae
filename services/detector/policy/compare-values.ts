import type { LadderStep } from '#schemas/detector-rule.ts'
import { type PolicyChange, percentOf, type Told } from './policy-change.ts'

type Difference = Omit<PolicyChange, 'subject'>
type Fields = Readonly<Record<string, unknown>>

/** Where two values differ, down to single numbers and words; `what` is what they are called. */
export function compareValues(before: unknown, after: unknown, what = ''): Difference[] {
  const isOfLevels = isLevels(before) || isLevels(after)
  if (isOfLevels && canBeLevels(before) && canBeLevels(after)) {
    return compareFields(toLevels(before), toLevels(after), (level) => `${what} at ${level}`)
  }
  if (isFields(before) || isFields(after)) {
    const nameOf = (name: string) => [what, name].filter((part) => part !== '').join(' ')
    return compareFields(toFields(before), toFields(after), nameOf)
  }
  const [one, other] = [tell(before), tell(after)]
  if (one === other) return []
  return [{ what, before: one, after: other, percent: percentOf(one, other) }]
}

function compareFields(
  before: Fields,
  after: Fields,
  nameOf: (name: string) => string,
): Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return names.flatMap((name) => compareValues(before[name], after[name], nameOf(name)))
}

/** All of a value in one line, for what is new or gone. */
export function summarise(value: unknown): string {
  return compareValues(undefined, value)
    .map(({ what, after }) => `${what} ${after}`)
    .join(', ')
}

function tell(value: unknown): Told {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return value
  if (!Array.isArray(value)) return String(value)
  if (value.length === 0) return 'nothing'
  return value.map((one) => (isStep(one) ? tellStep(one) : JSON.stringify(one))).join('; ')
}

function isStep(value: unknown): value is LadderStep {
  return isFields(value) && typeof value['action'] === 'string'
}

/** `bar voice at act, needs corroborated`. */
function tellStep({ at, action, functions, needs, until, hours, report }: LadderStep): string {
  const bar = [action, ...(functions ?? [])].join(' ')
  const terms = [
    `${bar} at ${at}`,
    needs && `needs ${needs}`,
    until && `until the ${until} ends`,
    hours && `for ${hours} h`,
    report && 'reported',
  ]
  return terms.filter((term) => term).join(', ')
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Nothing at all has no fields; a plain value against fields is a field without a name. */
function toFields(value: unknown): Fields {
  if (isFields(value)) return value
  return value === undefined || value === null ? {} : { '': value }
}

/** `{ warn, act }`, one of them or both. */
function isLevels(value: unknown): value is Fields {
  if (!isFields(value)) return false
  const names = Object.keys(value)
  return names.length > 0 && names.every((name) => name === 'warn' || name === 'act')
}

function canBeLevels(value: unknown): boolean {
  return value === undefined || typeof value !== 'object' || isLevels(value)
}

/** One value holds for both. */
function toLevels(value: unknown): Fields {
  if (isLevels(value)) return value
  return value === undefined ? {} : { warn: value, act: value }
}
