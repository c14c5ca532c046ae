import { type Group, type GroupKind, groupKey } from '#schemas/group-fact.ts'
import type { CardClass } from '#schemas/policy.ts'
import {
  type Account,
  accountKey,
  emptySubtotal,
  type Subtotal,
  type Subtotals,
} from './subtotal.ts'

/** A subtotal, and the keys it is kept under. */
interface Kept {
  readonly group: string
  readonly key: string
  readonly subtotal: Subtotal
}

/** A group with what was counted of it, and the account that was counted in last. */
interface Counted {
  readonly key: string
  readonly subtotals: Subtotals
  last: Kept | undefined
}

export interface ChangedGroup {
  readonly key: string
  /** Undefined: nothing is left of it. */
  readonly subtotals: Readonly<Subtotals> | undefined
}

export interface PruneOptions {
  /** A bucket that ends by then is forgotten. */
  readonly floor: number
  /** Of a bucket that ends by then it is forgotten who was busiest. */
  readonly past: number
}

/** All subtotals of a partition, by group and account, and which groups changed. */
export class SubtotalBook {
  readonly #groups: Map<string, Subtotals>
  /** The same by kind and id, which are at hand. */
  readonly #found = new Map<GroupKind, Map<string, Counted>>()
  readonly #changed = new Set<string>()

  constructor(groups: Map<string, Subtotals>) {
    this.#groups = groups
  }

  get changedCount(): number {
    return this.#changed.size
  }

  get(group: string, key: string): Subtotal | undefined {
    return this.#groups.get(group)?.get(key)
  }

  /** The subtotal of an account, made where there is none. */
  open(account: Account, cardClass: CardClass): Kept {
    const counted = this.#countedOf(account.group)
    return lastOf(counted, account) ?? openIn(counted, account, cardClass)
  }

  /** Notes that a group is another than when it was last taken. */
  changed(group: string): void {
    this.#changed.add(group)
  }

  /** Groups that changed since they were last taken. */
  takeChanged(): readonly ChangedGroup[] {
    const changed = [...this.#changed].map((key) => ({ key, subtotals: this.#groups.get(key) }))
    this.#changed.clear()
    return changed
  }

  /** Forgets buckets that are over, what stands at nothing, and who was busiest long ago. */
  prune({ floor, past }: PruneOptions): void {
    for (const [group, subtotals] of this.#groups) {
      for (const [key, subtotal] of subtotals) {
        const { bucket, value, busiest } = subtotal
        const isOver = bucket ? bucket.end <= floor : value === 0
        const isPast = bucket !== null && bucket.end <= past
        if (isOver) subtotals.delete(key)
        else if (isPast && busiest) subtotal.busiest = undefined
        else continue
        this.#changed.add(group)
      }
      if (subtotals.size === 0) this.#groups.delete(group)
    }
    this.#found.clear()
  }

  #countedOf({ kind, id }: Group): Counted {
    const ofKind = this.#found.get(kind) ?? new Map<string, Counted>()
    this.#found.set(kind, ofKind)
    const before = ofKind.get(id)
    if (before) return before
    const key = groupKey({ kind, id })
    const subtotals: Subtotals = this.#groups.get(key) ?? new Map()
    this.#groups.set(key, subtotals)
    const counted = { key, subtotals, last: undefined }
    ofKind.set(id, counted)
    return counted
  }
}

/** The account counted in last, when it is this one. */
function lastOf({ last }: Counted, { measure, bucket }: Account): Kept | undefined {
  if (last === undefined || last.subtotal.measure !== measure) return undefined
  return last.subtotal.bucket?.start === bucket?.start ? last : undefined
}

function openIn(counted: Counted, account: Account, cardClass: CardClass): Kept {
  const key = accountKey(account)
  const subtotal = counted.subtotals.get(key) ?? emptySubtotal(account, cardClass)
  counted.subtotals.set(key, subtotal)
  counted.last = { group: counted.key, key, subtotal }
  return counted.last
}
