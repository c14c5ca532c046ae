import type { Fact } from '../domain/fact.ts'
import { isKept, type KeptMeasure, type Measure } from '../domain/measure.ts'
import { isSliding, type WindowName } from '../domain/window.ts'
import { CARD } from '../features/card.ts'
import { measureList } from '../features/catalogue.ts'
import { DATA } from '../features/data.ts'
import { PLACE } from '../features/place.ts'
import { MOST_KINDS } from './member-rows.ts'

/** Windows that are read from a card's newest records. */
const RECENT: ReadonlySet<WindowName> = new Set(['5m', '10m', '1h', '1d', 'day'])
/** Measures whose full days are kept as well, for the card's own normal. */
const WITH_DAYS: ReadonlySet<string> = new Set(['bytesTotal', 'callsOutgoing'])
/** A call's or message's row has two words of flags; what a data record can have fits the first. */
const MOST_FLAGS = 64
const WORD_FLAGS = 32

/** A column of sums over a long window. */
interface SumColumn {
  readonly column: number
  readonly window: WindowName
}

/** Members of a long window, by their kind in the table. */
interface MemberKind {
  readonly kind: number
  readonly window: WindowName
}

/** A bit of a recent record's row: in its first or second word of flags. */
export interface Flag {
  readonly word: 0 | 1
  readonly bit: number
}

/** Where a kept measure is kept. */
export interface KeptPlan {
  /** Its number among the kept measures: its bit in the set of those that counted a record. */
  readonly index: number
  readonly name: string
  readonly measure: KeptMeasure
  readonly of: (fact: Fact) => boolean
  /** Set in a recent record that it counts; undefined where it has no short window. */
  readonly flag: Flag | undefined
  /** Set where a record takes one off its member's tally. */
  readonly minusFlag: Flag | undefined
  readonly sums: readonly SumColumn[]
  readonly members: readonly MemberKind[]
}

/** What a declared list of measures becomes. */
export interface Plan {
  readonly byName: ReadonlyMap<string, KeptPlan>
  /** Measures that a call or message, and a data record, can be counted in. */
  readonly contact: readonly KeptPlan[]
  readonly data: readonly KeptPlan[]
  /** Window of each column of sums. */
  readonly columns: readonly WindowName[]
  /** Window of each kind of members; kind 0 is none. */
  readonly kinds: readonly WindowName[]
}

/** Lays the measures of the catalogue out. Throws on one that has no place. */
export function planOf(list: readonly (readonly [string, Measure])[]): Plan {
  const columns: WindowName[] = []
  const kinds: WindowName[] = ['last']
  const flags = flagGiver()
  const plans = list.flatMap(([name, measure]): KeptPlan[] => {
    if (!isKept(measure)) return []
    const index = -1
    const places = longPlaces(name, measure, { columns, kinds })
    const isRecent = measure.windows.some((window) => RECENT.has(window))
    const flag = isRecent ? flags(name, measure.of) : undefined
    const minus = measure.kind === 'greatest' ? measure.minus : undefined
    const minusFlag = minus && flags(name, minus)
    return [{ index, name, measure, of: measure.of, flag, minusFlag, ...places }]
  })
  if (kinds.length > MOST_KINDS) {
    throw new Error(`Cannot keep ${kinds.length - 1} kinds of members: ${MOST_KINDS - 1} have room`)
  }
  const numbered = plans.map((plan, index) => ({ ...plan, index }))
  return {
    byName: new Map(numbered.map((plan) => [plan.name, plan])),
    contact: numbered.filter(({ name }) => !Object.hasOwn(DATA, name)),
    data: numbered.filter(({ name }) => isOfData(name)),
    columns,
    kinds,
  }
}

function isOfData(name: string): boolean {
  return [DATA, CARD, PLACE].some((subject) => Object.hasOwn(subject, name))
}

/**
 * Numbers the filters: measures with the same one share a flag. What calls and data both can have has
 * the same flag in both; what only one has is numbered apart.
 */
function flagGiver(): (name: string, of: KeptPlan['of']) => Flag {
  const given = new Map<KeptPlan['of'], Flag>()
  let contact = 0
  let data = 0
  return (name, of) => {
    const before = given.get(of)
    if (before) return before
    const isContact = !Object.hasOwn(DATA, name)
    const bit = Math.max(isContact ? contact : 0, isOfData(name) ? data : 0)
    if (bit >= (isContact && !isOfData(name) ? MOST_FLAGS : WORD_FLAGS)) {
      throw new Error(`Cannot keep ${name}: a record has ${MOST_FLAGS} flags`)
    }
    if (isContact) contact = bit + 1
    if (isOfData(name)) data = bit + 1
    const flag: Flag = { word: bit < WORD_FLAGS ? 0 : 1, bit: (1 << (bit % WORD_FLAGS)) | 0 }
    given.set(of, flag)
    return flag
  }
}

function longPlaces(
  name: string,
  { kind, windows }: KeptMeasure,
  { columns, kinds }: { readonly columns: WindowName[]; readonly kinds: WindowName[] },
): Pick<KeptPlan, 'sums' | 'members'> {
  const long = windows.filter((window) => !RECENT.has(window))
  switch (kind) {
    case 'count':
    case 'sum': {
      const days: WindowName[] = WITH_DAYS.has(name) ? ['day'] : []
      const sums = [...long, ...days].map((window) => ({
        column: columns.push(window) - 1,
        window,
      }))
      return { sums, members: [] }
    }
    case 'distinct': {
      if (!long.every(isSliding))
        throw new Error(`Cannot keep ${name}: members want sliding windows`)
      return { sums: [], members: long.map((window) => ({ kind: kinds.push(window) - 1, window })) }
    }
    case 'greatest': {
      if (long.some((window) => window !== 'month')) {
        throw new Error(`Cannot keep ${name}: tallies of members want a day, a month or less`)
      }
      return { sums: [], members: long.map((window) => ({ kind: kinds.push(window) - 1, window })) }
    }
    case 'largest':
      if (long.length > 0) throw new Error(`Cannot keep ${name}: the largest wants a day or less`)
      return { sums: [], members: [] }
  }
}

/** The catalogue's. */
export const PLAN = planOf(measureList)

/** By the index of a measure: whether calls and messages, or data records, can be counted in it. */
export const IN_CALLS: readonly boolean[] = indexesOf(PLAN.contact)
export const IN_DATA: readonly boolean[] = indexesOf(PLAN.data)

function indexesOf(plans: readonly KeptPlan[]): boolean[] {
  const holds = Array<boolean>(PLAN.byName.size).fill(false)
  for (const { index } of plans) holds[index] = true
  return holds
}
