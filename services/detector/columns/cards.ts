import type { Iccid } from '#schemas/identifiers.ts'
import { wider } from '../card/wider.ts'
import { HEAD_WORDS, ICCID_HIGH, ICCID_LENGTH, ICCID_LOW, ICCID_MIDDLE } from './card-head.ts'
import { hashOf, type IccidWords, iccidOf } from './iccid-words.ts'
import { type Memory, wordIn } from './memory.ts'

const LEAST_SLOTS = 1_024

/** The cards of a partition: a number for each ICCID, and a head in memory for each number. */
export class Cards {
  readonly #memory: Memory
  /** Numbers by hash; 0 is none. */
  #table = new Int32Array(LEAST_SLOTS)
  #heads = new Int32Array(LEAST_SLOTS)
  #last = 0
  /** Numbers of cards that were removed, for others. */
  readonly #spare: number[] = []
  readonly #words: IccidWords = { iccidLow: 0, iccidMiddle: 0, iccidHigh: 0, iccidLength: 0 }

  constructor(memory: Memory) {
    this.#memory = memory
  }

  get count(): number {
    return this.#last - this.#spare.length
  }

  /** The highest number given. */
  get last(): number {
    return this.#last
  }

  /** Address of a card's head; 0 for a number that no card has. */
  headOf(card: number): number {
    return this.#heads[card] ?? 0
  }

  /** The number of a card, from 1; a new one for an ICCID that was not seen before. */
  numberOf(iccid: IccidWords): number {
    const place = this.#placeOf(iccid)
    const card = this.#table[place] ?? 0
    return card === 0 ? this.#add(iccid, place) : card
  }

  /** The number of a card that was seen before, or 0. */
  find(iccid: IccidWords): number {
    return this.#table[this.#placeOf(iccid)] ?? 0
  }

  iccidOf(card: number): Iccid {
    return iccidOf(this.wordsOf(card))
  }

  /** The words of a card's ICCID, to be read before the next. */
  wordsOf(card: number): IccidWords {
    const head = this.headOf(card)
    const { words } = this.#memory.pageOf(head)
    const at = wordIn(head)
    const iccid = this.#words
    iccid.iccidLow = words[at + ICCID_LOW] ?? 0
    iccid.iccidMiddle = words[at + ICCID_MIDDLE] ?? 0
    iccid.iccidHigh = words[at + ICCID_HIGH] ?? 0
    iccid.iccidLength = words[at + ICCID_LENGTH] ?? 0
    return iccid
  }

  /** Gives a card's head back, and its number for another card. */
  remove(card: number): void {
    const mask = this.#table.length - 1
    let gap = this.#placeOf(this.wordsOf(card))
    // Those behind it that would no longer be found move up.
    for (let at = (gap + 1) & mask; this.#table[at] !== 0; at = (at + 1) & mask) {
      const other = this.#table[at] ?? 0
      const home = hashOf(this.wordsOf(other)) & mask
      if (((at - home) & mask) < ((at - gap) & mask)) continue
      this.#table[gap] = other
      gap = at
    }
    this.#table[gap] = 0
    this.#memory.free(this.headOf(card), HEAD_WORDS)
    this.#heads[card] = 0
    this.#spare.push(card)
  }

  /** Where the ICCID is in the table, or where it would go. */
  #placeOf(iccid: IccidWords): number {
    const { iccidLow, iccidMiddle, iccidHigh, iccidLength } = iccid
    const mask = this.#table.length - 1
    let place = hashOf(iccid) & mask
    for (;;) {
      const card = this.#table[place] ?? 0
      if (card === 0) return place
      const head = this.#heads[card] ?? 0
      const { words } = this.#memory.pageOf(head)
      const at = wordIn(head)
      if (
        words[at + ICCID_LOW] === iccidLow &&
        words[at + ICCID_MIDDLE] === iccidMiddle &&
        words[at + ICCID_HIGH] === iccidHigh &&
        words[at + ICCID_LENGTH] === iccidLength
      ) {
        return place
      }
      place = (place + 1) & mask
    }
  }

  #add(iccid: IccidWords, place: number): number {
    const card = this.#spare.pop() ?? this.#last + 1
    this.#last = Math.max(this.#last, card)
    if (card >= this.#heads.length) this.#heads = wider(this.#heads, card)
    const head = this.#memory.allocate(HEAD_WORDS)
    this.#heads[card] = head
    const { words } = this.#memory.pageOf(head)
    const at = wordIn(head)
    words[at + ICCID_LOW] = iccid.iccidLow
    words[at + ICCID_MIDDLE] = iccid.iccidMiddle
    words[at + ICCID_HIGH] = iccid.iccidHigh
    words[at + ICCID_LENGTH] = iccid.iccidLength
    this.#table[place] = card
    // Half empty at least, so that looking up stays short.
    if (this.count * 2 > this.#table.length) this.#widen()
    return card
  }

  #widen(): void {
    const before = this.#table
    this.#table = new Int32Array(before.length * 2)
    const mask = this.#table.length - 1
    for (const card of before) {
      if (card === 0) continue
      let place = hashOf(this.wordsOf(card)) & mask
      while (this.#table[place] !== 0) place = (place + 1) & mask
      this.#table[place] = card
    }
  }
}
