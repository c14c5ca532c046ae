import type { Iccid } from '#schemas/identifiers.ts'
import { wider } from '../card/wider.ts'
import { type Memory, wordIn } from './memory.ts'
import type { UsageFields } from './usage-fields.ts'

/** Words of a card's head. Doubles first, by their number. */
export const HEAD_WORDS = 40
export const NEWEST = 0
/** Below it a record is late. */
export const HORIZON = 1
/** Times of which 0 stands for "never". */
export const FIRST_DAY = 2
export const HOME_AT = 3
export const OWN_USE_AT = 4
export const FIRST_UNPROFILED_AT = 5
/** Devices as numbers, 0 for none. */
export const OWN_USE_DEVICE = 6
/** The device that binds; below 0: seen in one hour only. */
export const BOUND_DEVICE = 7
/** Behind the words: since when the card is away, 0 for never. */
export const AWAY_AT = 16

/** Words behind the doubles. */
const ICCID_LOW = 16
const ICCID_MIDDLE = 17
const ICCID_HIGH = 18
const ICCID_LENGTH = 19
/** Addresses of the card's lists. */
export const CONTACT_ROWS = 20
export const DATA_ROWS = 21
export const SUMS = 22
export const MEMBERS = 23
/** Hash of the region of its newest own use, 0 for none. */
export const OWN_USE_REGION = 24
/** Newest local day on which contacts were noted, as a number. */
export const CONTACT_DAY = 25
/** Highest number that a contract of the card was given. */
export const CONTRACTS = 26
/** What device facts were last asked for: which device, in which hour, in which region and contract. */
export const TOLD_DEVICE = 27
export const TOLD_HOUR = 28
export const TOLD_PLACE = 29
/** 1: they tell no more of it on that day. */
export const TOLD_DAY = 30
/** Hour in which the device that binds was first seen. */
export const BOUND_HOUR = 31

/** How much the card can be used before anything could trip: see headroom.ts. Not kept over a restart. */
export const ROOM_SCREEN = 34
export const ROOM_CONTRACT = 35
/** Calls and messages in the lower half, data records in the upper one. */
export const ROOM_RECORDS = 36
export const ROOM_KIB = 37
export const ROOM_SECONDS = 38
/** A bit for each case that is looked at for every record. */
export const ROOM_NEAR = 39

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
