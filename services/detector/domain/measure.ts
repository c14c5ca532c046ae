import type { Fact } from './fact.ts'
import type { WindowName } from './window.ts'

interface Measured {
  readonly windows: readonly WindowName[]
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

/** How many different members; undefined: not counted. */
interface Distinct extends Measured {
  readonly kind: 'distinct'
  readonly member: (fact: Fact) => string | undefined
}

/** The count of the member with the most records. */
interface Greatest extends Measured {
  readonly kind: 'greatest'
  readonly member: (fact: Fact) => string | undefined
}

/** One measure over the sum of others in the same window. Does not exist while that sum is 0. */
interface Ratio extends Measured {
  readonly kind: 'ratio'
  readonly of: string
  readonly over: readonly string[]
}

/** What the card itself works out: named in card-values.ts. */
interface Derived extends Measured {
  readonly kind: 'derived'
  readonly of: readonly string[]
}

export type Measure = Count | Sum | Distinct | Greatest | Ratio | Derived

/** Measures that keep cells, as against those worked out from others. */
export type KeptMeasure = Count | Sum | Distinct | Greatest

export function isKept(measure: Measure): measure is KeptMeasure {
  return measure.kind !== 'ratio' && measure.kind !== 'derived'
}

/** What a record adds to a measure; undefined: nothing. */
export function contributionTo(measure: KeptMeasure, fact: Fact): number | string | undefined {
  switch (measure.kind) {
    case 'count':
      return measure.of(fact) ? 1 : undefined
    case 'sum':
      return measure.amount(fact)
    case 'distinct':
    case 'greatest':
      return measure.member(fact)
  }
}
