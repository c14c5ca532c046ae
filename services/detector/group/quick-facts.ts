import { MOST_RECORD_BYTES } from '#schemas/decode-record.ts'
import { type GroupFact, GroupKind, SubtotalMeasure } from '#schemas/group-fact.ts'
import { EARLIEST_MS, LATEST_MS, LONGEST_LABEL } from '#schemas/identifiers.ts'
import { CardClass } from '#schemas/policy.ts'

const LONGEST_EVENT = 1_024
const utf8 = new TextDecoder()

/**
 * Facts as this program writes them, one or a bundle, checked field by field: the schema takes several
 * times as long, and facts come as often as telesales cards call. Undefined says nothing but that the
 * schema is to be asked; what is given is what it would give.
 */
export function quickFacts(value: Uint8Array | string | null): readonly GroupFact[] | undefined {
  if (value === null || value.length > MOST_RECORD_BYTES) return undefined
  const text = typeof value === 'string' ? value : utf8.decode(value)
  if (text.includes('\\u') || text.includes('__proto__')) return undefined
  const record = parse(text)
  if (!isFields(record)) return undefined
  const facts = record['kind'] === 'facts' ? inBundle(record) : [record]
  return facts?.every(isFact) ? (facts as unknown as readonly GroupFact[]) : undefined
}

type Fields = Readonly<Record<string, unknown>>
type Check = (value: unknown) => boolean
/** All fields that an object has, no more and no less. */
type Checks = readonly (readonly [string, Check])[]

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function inBundle(record: Fields): readonly unknown[] | undefined {
  const { facts } = record as { readonly facts?: unknown }
  const isBundle = Array.isArray(facts) && facts.length > 0 && Object.keys(record).length === 2
  return isBundle ? facts : undefined
}

function isFact(fact: unknown): boolean {
  if (!isFields(fact)) return false
  const checks = CHECKS.get(fact['kind'])
  return checks !== undefined && hasAll(fact, checks)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasAll(fields: Fields, checks: Checks): boolean {
  if (Object.keys(fields).length !== checks.length) return false
  for (const [name, isRight] of checks) {
    if (!isRight(fields[name])) return false
  }
  return true
}

const objectOf =
  (checks: Checks): Check =>
  (value) =>
    isFields(value) && hasAll(value, checks)

const orNull =
  (isRight: Check): Check =>
  (value) =>
    value === null || isRight(value)

const oneOf = (words: readonly string[]): Check => {
  const known = new Set<unknown>(words)
  return (value) => known.has(value)
}

const isLabel: Check = (value) =>
  typeof value === 'string' && value.length > 0 && value.length <= LONGEST_LABEL
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const isAmount: Check = (value) => Number.isFinite(value) && (value as number) >= 0
const isBoolean: Check = (value) => typeof value === 'boolean'
const isTime: Check = (value) =>
  Number.isInteger(value) && (value as number) >= EARLIEST_MS && (value as number) <= LATEST_MS
const isVersion: Check = (value) => typeof value === 'string' && /^\d{1,20}$/.test(value)
const isEvent: Check = (value) => typeof value === 'string' && value.length <= LONGEST_EVENT
/** In the form that every log has it in. */
const isIccid: Check = (value) =>
  typeof value === 'string' && /^[0-9A-F]{17,19}[0-9A-E]$/.test(value)
const isClass = oneOf(CardClass.options)
const isBucket = objectOf([
  ['start', isCount],
  ['end', isCount],
])

const isCard = objectOf([
  ['iccid', isIccid],
  ['cardClass', isClass],
  ['tenant', isLabel],
  ['reseller', orNull(isLabel)],
  ['carrier', orNull(isLabel)],
  ['protectedClass', orNull(isLabel)],
  ['soldered', isBoolean],
  ['profileVersion', orNull(isTime)],
  ['activatedAt', orNull(isTime)],
])

const OF_ALL: Checks = [
  ['kind', () => true],
  [
    'group',
    objectOf([
      ['kind', oneOf(GroupKind.options)],
      ['id', isLabel],
    ]),
  ],
  ['partition', isCount],
  ['ver', isVersion],
  ['eventTime', isTime],
]
const OF_ONE_RECORD: Checks = [...OF_ALL, ['card', isCard], ['event', isEvent]]

const CHECKS: ReadonlyMap<unknown, Checks> = new Map<unknown, Checks>([
  ['call', OF_ONE_RECORD],
  ['unanswered', OF_ONE_RECORD],
  ['member', [...OF_ONE_RECORD, ['region', orNull(isLabel)], ['foreign', isBoolean]]],
  ['cardBytes', [...OF_ONE_RECORD, ['bucket', isBucket], ['bytes', isCount]]],
  ['refusal', [...OF_ALL, ['tenant', isLabel], ['valid', isBoolean]]],
  [
    'subtotal',
    [
      ...OF_ALL,
      ['measure', oneOf(SubtotalMeasure.options)],
      ['bucket', orNull(isBucket)],
      ['value', isAmount],
      ['cardClass', isClass],
      ['busiest', orNull(isCard)],
    ],
  ],
])
