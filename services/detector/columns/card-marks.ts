import { wider } from '../card/wider.ts'

const FIRST_CARDS = 1_024

/** A set of cards by their numbers, in the order they were added. */
export class CardMarks {
  #isMarked = new Uint8Array(FIRST_CARDS)
  #cards = new Int32Array(FIRST_CARDS)
  #count = 0

  get count(): number {
    return this.#count
  }

  add(card: number): void {
    if (card >= this.#isMarked.length) this.#isMarked = wider(this.#isMarked, card)
    if (this.#isMarked[card] === 1) return
    this.#isMarked[card] = 1
    if (this.#count === this.#cards.length) this.#cards = wider(this.#cards, this.#count)
    this.#cards[this.#count] = card
    this.#count += 1
  }

  has(card: number): boolean {
    return this.#isMarked[card] === 1
  }

  /** All of them; the set is empty afterwards. */
  take(): Int32Array {
    const taken = this.#cards.slice(0, this.#count)
    for (const card of taken) this.#isMarked[card] = 0
    this.#count = 0
    return taken
  }
}
