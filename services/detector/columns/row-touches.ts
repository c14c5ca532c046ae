import { wider } from '../card/wider.ts'

const FIRST_TOUCHES = 1_024

/** Records whose rows were not worked out yet: of which card, when, and at what place in the log. */
export class RowTouches {
  #before = new Int32Array(FIRST_TOUCHES)
  #contracts = new Int32Array(FIRST_TOUCHES)
  #times = new Float64Array(FIRST_TOUCHES)
  #offsets = new Float64Array(FIRST_TOUCHES)
  #logTimes = new Float64Array(FIRST_TOUCHES)
  #count = 1
  /** By card: its newest touch, and the oldest event time of its touches. */
  #newest = new Int32Array(FIRST_TOUCHES)
  #since = new Float64Array(FIRST_TOUCHES)
  /** Cards in the order of their first touch; one that was dropped and touched again comes twice. */
  #order = new Int32Array(FIRST_TOUCHES)
  #orderCount = 0
  #cardCount = 0

  /** `contract`: the number of the lifetime whose row it changes; -1: none. */
  add(
    card: number,
    { eventTime, contract }: { readonly eventTime: number; readonly contract: number },
    { offset, asOf }: { readonly offset: bigint; readonly asOf: number },
  ): void {
    if (this.#count === this.#before.length) this.#grow()
    if (card >= this.#newest.length) this.#growCards(card)
    const before = this.#newest[card] ?? 0
    if (before === 0) this.#begin(card, eventTime)
    else if (eventTime < (this.#since[card] ?? 0)) this.#since[card] = eventTime
    const at = this.#count
    this.#before[at] = before
    this.#contracts[at] = contract
    this.#times[at] = eventTime
    this.#offsets[at] = Number(offset)
    this.#logTimes[at] = asOf
    this.#newest[card] = at
    this.#count += 1
  }

  /** A card's newest touch; 0 for none. */
  newestOf(card: number): number {
    return this.#newest[card] ?? 0
  }

  /** Oldest event time of a card's touches; infinite without any. */
  sinceOf(card: number): number {
    return (this.#newest[card] ?? 0) === 0 ? Number.POSITIVE_INFINITY : (this.#since[card] ?? 0)
  }

  /** The touch of the same card before; 0 for none. */
  before(touch: number): number {
    return this.#before[touch] ?? 0
  }

  timeOf(touch: number): number {
    return this.#times[touch] ?? 0
  }

  contractOf(touch: number): number {
    return this.#contracts[touch] ?? -1
  }

  offsetOf(touch: number): number {
    return this.#offsets[touch] ?? 0
  }

  /** Log time. */
  asOfOf(touch: number): number {
    return this.#logTimes[touch] ?? 0
  }

  /** Tells each card that has touches, in the order of their first; it may be dropped meanwhile. */
  each(tell: (card: number) => void): void {
    for (let at = 0; at < this.#orderCount; at += 1) {
      const card = this.#order[at] ?? 0
      if (this.newestOf(card) !== 0) tell(card)
    }
  }

  /** Forgets those of a card. */
  drop(card: number): void {
    if (this.newestOf(card) === 0) return
    this.#newest[card] = 0
    this.#cardCount -= 1
    if (this.#cardCount > 0) return
    this.#count = 1
    this.#orderCount = 0
  }

  clear(): void {
    this.each((card) => this.drop(card))
  }

  #begin(card: number, eventTime: number): void {
    if (this.#orderCount === this.#order.length) this.#order = wider(this.#order, this.#orderCount)
    this.#order[this.#orderCount] = card
    this.#orderCount += 1
    this.#cardCount += 1
    this.#since[card] = eventTime
  }

  #growCards(card: number): void {
    this.#newest = wider(this.#newest, card)
    this.#since = wider(this.#since, card)
  }

  #grow(): void {
    const place = this.#count
    this.#before = wider(this.#before, place)
    this.#contracts = wider(this.#contracts, place)
    this.#times = wider(this.#times, place)
    this.#offsets = wider(this.#offsets, place)
    this.#logTimes = wider(this.#logTimes, place)
  }
}
