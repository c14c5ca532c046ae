import type { Iccid } from '#schemas/identifiers.ts'
import { wider } from '../card/wider.ts'
import { HEAD_WORDS, ICCID_HIGH, ICCID_LENGTH, ICCID_LOW, ICCID_MIDDLE } from './card-head.ts'
import { type Memory, wordIn } from './memory.ts'
import type { UsageFields } from './usage-fields.ts'

const LEAST_SLOTS = 1_024

/** The cards of a partition: a number for each ICCID, and a head in memory for each number. */
export class Cards {
  readonly #memory: Memory
  /** Numbers by hash; 0 is none. */
  #table = new Int32Array(LEAST_SLOTS)
  #heads = new Int32Array(LEAST_SLOTS)
  #count = 0

  constructor(memory: Memory) {
    this.#memory = memory
  }

  get count(): number {
    return this.#count
  }

  /** Address of a card's head. */
  headOf(card: number): number {
    return this.#heads[card] ?? 0
  }

  /** The number of a card, from 1; a new one for an ICCID that was not seen before. */
  numberOf(fields: UsageFields): number {
    const place = this.#placeOf(fields)
    const card = this.#table[place] ?? 0
    return card === 0 ? this.#add(fields, place) : card
  }

  /** The number of a card that was seen before, or 0. */
  find(fields: UsageFields): number {
    return this.#table[this.#placeOf(fields)] ?? 0
  }

  iccidOf(card: number): Iccid {
    const head = this.headOf(card)
    const { words } = this.#memory.pageOf(head)
    const at = wordIn(head)
    const parts = [ICCID_HIGH, ICCID_MIDDLE, ICCID_LOW].map((word) => hex(words[at + word] ?? 0))
    return parts
      .join('')
      .slice(-(words[at + ICCID_LENGTH] ?? 0))
      .toUpperCase() as Iccid
  }

  /** Where the ICCID is in the table, or where it would go. */
  #placeOf({ iccidLow, iccidMiddle, iccidHigh, iccidLength }: UsageFields): number {
    const mask = this.#table.length - 1
    let place = hashOf(iccidLow, iccidMiddle, iccidHigh) & mask
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

  #add(fields: UsageFields, place: number): number {
    this.#count += 1
    const card = this.#count
    if (card >= this.#heads.length) this.#heads = wider(this.#heads, card)
    const head = this.#memory.allocate(HEAD_WORDS)
    this.#heads[card] = head
    const { words } = this.#memory.pageOf(head)
    const at = wordIn(head)
    words[at + ICCID_LOW] = fields.iccidLow
    words[at + ICCID_MIDDLE] = fields.iccidMiddle
    words[at + ICCID_HIGH] = fields.iccidHigh
    words[at + ICCID_LENGTH] = fields.iccidLength
    this.#table[place] = card
    // Half empty at least, so that looking up stays short.
    if (card * 2 > this.#table.length) this.#widen()
    return card
  }

  #widen(): void {
    const before = this.#table
    this.#table = new Int32Array(before.length * 2)
    const mask = this.#table.length - 1
    for (const card of before) {
      if (card === 0) continue
      const head = this.headOf(card)
      const { words } = this.#memory.pageOf(head)
      const at = wordIn(head)
      let place =
        hashOf(
          words[at + ICCID_LOW] ?? 0,
          words[at + ICCID_MIDDLE] ?? 0,
          words[at + ICCID_HIGH] ?? 0,
        ) & mask
      while (this.#table[place] !== 0) place = (place + 1) & mask
      this.#table[place] = card
    }
  }
}

/** ICCIDs count up in their last digits. */
function hashOf(low: number, middle: number, high: number): number {
  let hash = Math.imul(
    low ^ Math.imul(middle, 0x9e3779b1) ^ Math.imul(high, 0x85ebca77),
    0xc2b2ae3d,
  )
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x27d4eb2f)
  return hash ^ (hash >>> 13)
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
