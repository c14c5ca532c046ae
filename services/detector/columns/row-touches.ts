/** Records whose rows were not worked out yet: of which card, when, and at what place in the log. */
export class RowTouches {
  #cards = new Int32Array(1_024)
  #before = new Int32Array(1_024)
  #contracts = new Int32Array(1_024)
  #times = new Float64Array(1_024)
  #offsets = new Float64Array(1_024)
  #logTimes = new Float64Array(1_024)
  #count = 1
  /** Of each card with touches, the newest one. */
  readonly #newest = new Map<number, number>()

  /** Cards that have touches, in the order of their first. */
  get cards(): IterableIterator<number> {
    return this.#newest.keys()
  }

  /** `contract`: the number of the lifetime whose row it changes; -1: none. */
  add(
    card: number,
    { eventTime, contract }: { readonly eventTime: number; readonly contract: number },
    { offset, asOf }: { readonly offset: bigint; readonly asOf: number },
  ): void {
    if (this.#count === this.#cards.length) this.#grow()
    const at = this.#count
    this.#cards[at] = card
    this.#before[at] = this.#newest.get(card) ?? 0
    this.#contracts[at] = contract
    this.#times[at] = eventTime
    this.#offsets[at] = Number(offset)
    this.#logTimes[at] = asOf
    this.#newest.set(card, at)
    this.#count += 1
  }

  /** A card's newest touch; 0 for none. */
  newestOf(card: number): number {
    return this.#newest.get(card) ?? 0
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

  /** Forgets those of a card. */
  drop(card: number): void {
    this.#newest.delete(card)
    if (this.#newest.size === 0) this.#count = 1
  }

  clear(): void {
    this.#newest.clear()
    this.#count = 1
  }

  #grow(): void {
    const size = this.#count * 2
    this.#cards = wider(this.#cards, new Int32Array(size))
    this.#before = wider(this.#before, new Int32Array(size))
    this.#contracts = wider(this.#contracts, new Int32Array(size))
    this.#times = wider(this.#times, new Float64Array(size))
    this.#offsets = wider(this.#offsets, new Float64Array(size))
    this.#logTimes = wider(this.#logTimes, new Float64Array(size))
  }
}

function wider<Numbers extends Int32Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}
