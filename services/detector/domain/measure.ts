import type { Fact, Member } from './fact.ts'
import type { WindowName } from './window.ts'

interface Measured {
  readonly windows: readonly WindowName[]
  /** In no feature row: kept for another measure, or changed by verdicts as well as by records. */
  readonly hidden?: true
}

/** How many records a filter lets through. */
interface Count extends Measured {
  readonly kind: 'count'
  readonly of: (fact: Fact) => boolean
}

/** The sum of an amount; undefined: not counted. */
interface Sum extends Measured {
  readonly kind: 'sum'
  readonly amount: (fact: Fact) => number | undefined
}

/** The largest amount of any record; undefined: not counted. */
interface Largest extends Measured {
  readonly kind: 'largest'
  readonly amount: (fact: Fact) => number | undefined
}

/** How many different members; undefined: not counted. */
interface Distinct extends Measured {
  readonly kind: 'distinct'
  readonly member: (fact: Fact) => Member | undefined
}

/** The sum of the member with the largest; a record adds 1 unless it says otherwise. */
interface Greatest extends Measured {
  readonly kind: 'greatest'
  readonly member: (fact: Fact) => Member | undefined
  readonly amount?: (fact: Fact) => number
}

/** The sum of measures over the sum of others in the same window. Does not exist while that is 0. */
interface Ratio extends Measured {
  readonly kind: 'ratio'
  readonly of: readonly string[]
  readonly over: readonly string[]
}

/** What the card itself works out: named in derived-value.ts. */
interface Derived extends Measured {
  readonly kind: 'derived'
  /** The measures that a record must be counted in to change it. */
  readonly of: readonly string[]
}

export type Measure = Count | Sum | Largest | Distinct | Greatest | Ratio | Derived

/** Measures that keep cells, as against those worked out from others. */
export type KeptMeasure = Count | Sum | Largest | Distinct | Greatest

export function isKept(measure: Measure): measure is KeptMeasure {
  return measure.kind !== 'ratio' && measure.kind !== 'derived'
}

/** What a record adds to a measure; undefined: nothing. */
export function contributionTo(measure: KeptMeasure, fact: Fact): Member | undefined {
  switch (measure.kind) {
    case 'count':
      return measure.of(fact) ? 1 : undefined
    case 'sum':
    case 'largest':
      return measure.amount(fact)
    case 'distinct':
    case 'greatest':
      return measure.member(fact)
  }
}

/** How much a record adds to its member's tally. */
export function weightIn(measure: KeptMeasure, fact: Fact): number {
  return measure.kind === 'greatest' ? (measure.amount?.(fact) ?? 1) : 1
}
