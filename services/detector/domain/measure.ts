import type { Fact, Member } from './fact.ts'
import type { WindowName } from './window.ts'

interface Measured {
  readonly windows: readonly WindowName[]
  /** In no feature row: kept for another measure, or changed by verdicts as well as by records. */
  readonly hidden?: true
}

/** Which records count. */
interface Filtered extends Measured {
  readonly of: (fact: Fact) => boolean
}

/** How many records a filter lets through. */
interface Count extends Filtered {
  readonly kind: 'count'
}

/** What a record can be summed up by. */
export type AmountKey = 'durationSeconds' | 'bytes' | 'gapSeconds' | 'gapSquare'
/** What can be the largest of several records. */
type SizeKey = 'concurrent' | 'blockRun'
/** What can be told apart, and counted once. */
export type MemberKey = 'peer' | 'blockPeer' | 'device' | 'region' | 'cell' | 'appCategory'

/** The sum of an amount. */
interface Sum extends Filtered {
  readonly kind: 'sum'
  readonly amount: AmountKey
}

/** The largest amount of any record. */
interface Largest extends Filtered {
  readonly kind: 'largest'
  readonly amount: SizeKey
}

/** How many different members. */
interface Distinct extends Filtered {
  readonly kind: 'distinct'
  readonly member: MemberKey
}

/** The tally of the member with the highest; a record adds 1, or takes 1 off where `minus` holds. */
interface Greatest extends Filtered {
  readonly kind: 'greatest'
  readonly member: MemberKey
  readonly minus?: (fact: Fact) => boolean
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

/** What a record adds to a measure; undefined: nothing, as for a member that the record lacks. */
export function contributionTo(measure: KeptMeasure, fact: Fact): Member | undefined {
  if (!measure.of(fact)) return undefined
  switch (measure.kind) {
    case 'count':
      return 1
    case 'sum':
    case 'largest':
      return fact[measure.amount]
    case 'distinct':
    case 'greatest':
      return fact[measure.member]
  }
}

/** How much a record adds to its member's tally. */
export function weightIn(measure: KeptMeasure, fact: Fact): number {
  return measure.kind === 'greatest' && measure.minus?.(fact) ? -1 : 1
}
