import type { Span } from '../domain/window.ts'
import type { ArmedPolicy } from '../policy/rule.ts'
import type { CardMemory } from './card-memory.ts'
import type { ColumnStore } from './column-store.ts'
import { Contract } from './contract.ts'
import { FilledFact } from './filled-fact.ts'
import type { HotPolicy } from './hot-policy.ts'
import { wordIn } from './memory.ts'
import { SharedTerms, type Terms } from './terms.ts'
import { UsageFields } from './usage-fields.ts'
import type { ZoneDay } from './zone-days.ts'

/**
 * The record under work, the card it belongs to, and where it lies in time. One object that is set
 * anew for each record, so that nothing is made for a record that changes nothing.
 */
export class Scene {
  readonly store: ColumnStore
  readonly fields = new UsageFields()
  readonly fact = new FilledFact()
  policy: HotPolicy
  card = 0
  /** The page that the card's head is in, and its first word and double there. */
  words: Int32Array
  doubles: Float64Array
  head = 0
  headDouble = 0
  memory: CardMemory | undefined
  contract: Contract | undefined
  terms: Terms
  day: ZoneDay
  cycle: Span
  eventTime = 0
  /** From when the windows are looked at: the record's own time, or a later slide. */
  at = 0
  peerLow = 0
  peerHigh = 0
  readonly #unknown = new Contract({} as Contract['profile'], 0)
  #shared: SharedTerms
  #sharedPolicy: ArmedPolicy

  constructor(store: ColumnStore, policy: HotPolicy) {
    this.store = store
    this.policy = policy
    const { words, doubles } = store.memory.pageOf(0)
    this.words = words
    this.doubles = doubles
    this.#sharedPolicy = policy.policy
    this.#shared = new SharedTerms({ policy: policy.policy, zoneOf: store.zoneOf })
    this.terms = this.#shared.of(undefined)
    this.day = this.terms.zone.dayOf(0)
    this.cycle = this.terms.zone.cycleOf(this.day, this.terms.cycleStartDay)
  }

  /** Sets the card. */
  enter(card: number): void {
    this.card = card
    const address = this.store.cards.headOf(card)
    const { words, doubles } = this.store.memory.pageOf(address)
    this.words = words
    this.doubles = doubles
    this.head = wordIn(address)
    this.headDouble = this.head >> 1
    this.memory = this.store.memoryOf(card)
  }

  /** Sets the time, the contract in force then, and the days that they say. */
  placeAt(eventTime: number): void {
    this.eventTime = eventTime
    this.at = eventTime
    this.contract = this.contractAt(eventTime)
    this.terms = this.#termsOf(this.contract)
    this.day = this.terms.zone.dayOf(eventTime)
    this.cycle = this.terms.zone.cycleOf(this.day, this.terms.cycleStartDay)
  }

  /** In force at a time: the newest that had begun by then. */
  contractAt(time: number): Contract | undefined {
    if (time >= this.store.newestFrom(this.card)) return this.store.newestContract(this.card)
    const contracts = this.memory?.contracts
    if (contracts === undefined) return undefined
    for (let at = contracts.length - 1; at >= 0; at -= 1) {
      const contract = contracts[at]
      if (contract && contract.from <= time) return contract
    }
    return undefined
  }

  /** The contract in force; of a card without one, what stands for it. */
  get holder(): Contract {
    return this.contract ?? this.#unknown
  }

  /** Terms are worked out anew under a new policy. */
  #termsOf(contract: Contract | undefined): Terms {
    const { policy } = this.policy
    const holder = contract ?? this.#unknown
    if (holder.terms?.policy === policy) return holder.terms
    if (this.#sharedPolicy !== policy) {
      this.#sharedPolicy = policy
      this.#shared = new SharedTerms({ policy, zoneOf: this.store.zoneOf })
    }
    const terms = this.#shared.of(contract?.profile)
    holder.setTerms(terms)
    return terms
  }

  word(name: number): number {
    return this.words[this.head + name] ?? 0
  }

  setWord(name: number, value: number): void {
    this.words[this.head + name] = value
  }

  double(name: number): number {
    return this.doubles[this.headDouble + name] ?? 0
  }

  setDouble(name: number, value: number): void {
    this.doubles[this.headDouble + name] = value
  }
}
