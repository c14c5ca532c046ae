import { decodeRecord } from '#schemas/decode-record.ts'
import { factsIn, GroupRecord, groupKey } from '#schemas/group-fact.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { isAhead } from '../../services/detector/control.ts'
import type { RawRecord } from '../../services/detector/ports.ts'
import { policyLine } from './policy-line.ts'

export interface GroupLogOptions {
  /** A policy before all facts. */
  readonly first?: PolicyDocument | undefined
  /** `without`: those of the log do not count. */
  readonly policies?: 'ofLog' | 'without'
}

/** What of a partition of group.facts can have decided about one group: its facts, policies and time. */
export class GroupLog {
  readonly #key: string
  readonly #policies: 'ofLog' | 'without'
  readonly #items: RawRecord[] = []
  #tick: RawRecord | undefined

  constructor(
    group: { readonly kind: string; readonly id: string },
    { first, policies = 'ofLog' }: GroupLogOptions = {},
  ) {
    this.#key = groupKey(group)
    this.#policies = policies
    if (first) this.#items.push(policyLine(first))
  }

  get items(): readonly RawRecord[] {
    return this.#items
  }

  add(raw: RawRecord): void {
    const decoded = decodeRecord(GroupRecord, raw.value)
    if (decoded.status === 'bad') return
    const record = decoded.value
    if (record.kind === 'tick') {
      if (!isAhead(record, raw)) this.#tick = raw
      return
    }
    if (record.kind === 'policy') {
      if (this.#policies === 'ofLog') this.#push(raw)
      return
    }
    if (record.kind === 'facts') {
      const facts = factsIn(record).filter(({ group }) => groupKey(group) === this.#key)
      if (facts.length > 0) this.#push({ ...raw, value: JSON.stringify({ ...record, facts }) })
      return
    }
    if (groupKey(record.group) === this.#key) this.#push(raw)
  }

  /** Of the ticks before it the newest goes first. */
  #push(raw: RawRecord): void {
    if (this.#tick) this.#items.push(this.#tick)
    this.#tick = undefined
    this.#items.push(raw)
  }
}
