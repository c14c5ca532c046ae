import {
  countIn,
  generationsOf,
  isSampled,
  isSeen,
  KIND_MASK,
  levelOf,
  MOST_SLIDES,
  plusOne,
  ROW,
  type SlideRange,
  slideOf,
  withGenerations,
  withLevel,
  withSlide,
} from './member-rows.ts'
import { HEAD, LEVELS, type MemberKey, MemberSlots, slotsOf } from './member-slots.ts'
import { type Memory, wordIn } from './memory.ts'

/** A window with fewer members, by the estimate, counts them one by one again. */
const FEW_MEMBERS = 512

/** No kind of members: a long silence that has ended, told as a new member is. */
export const WAKE_KIND = 0

/**
 * Whom a card was in touch with, which devices and cells it used: for each member a row that tells in
 * which slides. Open addressing, one table a card for all kinds (1 to 31). Arguments: `table` is a
 * block's address, 0 before the first row. A row's generations are the contact memory's. What is kept
 * of a card is bounded: see member-bounds.ts.
 */
export class MemberTable {
  readonly #memory: Memory
  readonly #slots: MemberSlots

  /** `oldest` and `tallyKinds`: see `MemberSlots`. */
  constructor(memory: Memory, oldest: () => ArrayLike<number>, tallyKinds: number) {
    this.#memory = memory
    this.#slots = new MemberSlots(memory, oldest, tallyKinds)
  }

  usedWords(table: number): number {
    return this.#slots.usedWords(table)
  }

  /** Bits of the kinds in which a member was new in its window, since it was last cleared. */
  get grownKinds(): number {
    return this.#slots.grownKinds
  }

  noteGrown(kind: number): void {
    this.#slots.grownKinds |= 1 << kind
  }

  clearGrownKinds(): void {
    this.#slots.grownKinds = 0
  }

  /** Marks a member as seen in a slide, of a window of so many. */
  mark(table: number, key: MemberKey, slide: number, slides: number): number {
    const address = this.#slots.withRoom(table)
    const { words } = this.#memory.pageOf(address)
    const levels = words[wordIn(address) + LEVELS] ?? 0
    if (levels !== 0 && !isSampled(levelOf(levels, key.kind), key.low, key.high)) return address
    const row = this.#slots.rowFor(address, key)
    const meta = words[row + 2] ?? 0
    const mask = words[row + 3] ?? 0
    if (mask === 0) {
      words[row + 2] = withSlide(meta, slide)
      words[row + 3] = 1
      this.#grow(address, key.kind, { from: slide - slides + 1, to: slide })
      return address
    }
    const newest = slideOf(meta)
    if (slide > newest) {
      const moved = slide - newest < MOST_SLIDES ? mask << (slide - newest) : 0
      words[row + 2] = withSlide(meta, slide)
      words[row + 3] = moved | 1
      if (slide - newest < slides) return address
      this.#grow(address, key.kind, { from: slide - slides + 1, to: slide })
      return address
    }
    if (newest - slide < MOST_SLIDES) words[row + 3] = mask | (1 << (newest - slide))
    return address
  }

  /**
   * Notes a member that is new in its window. A window that has emptied since it was too full counts
   * all members again: too few of those before, which are a sample, until they have left it.
   */
  #grow(table: number, kind: number, window: SlideRange): void {
    this.noteGrown(kind)
    const { words } = this.#memory.pageOf(table)
    const at = wordIn(table) + LEVELS
    const levels = words[at] ?? 0
    if (levelOf(levels, kind) === 0 || this.distinct(table, kind, window) > FEW_MEMBERS) return
    words[at] = withLevel(levels, kind, 0)
  }

  /** Counts one more of a member in a period, of which the newest and the one before are kept. */
  tally(table: number, key: MemberKey, slide: number): number {
    const address = this.#slots.withRoom(table)
    const { words } = this.#memory.pageOf(address)
    const row = this.#slots.rowFor(address, key)
    const meta = words[row + 2] ?? 0
    const counts = words[row + 3] ?? 0
    const newest = counts === 0 ? slide : slideOf(meta)
    if (slide > newest) {
      const before = slide - newest === 1 ? counts >>> 16 : 0
      words[row + 2] = withSlide(meta, slide)
      words[row + 3] = (1 << 16) | before
      return address
    }
    words[row + 2] = withSlide(meta, newest)
    if (slide === newest) words[row + 3] = plusOne(counts, 16)
    else if (slide === newest - 1) words[row + 3] = plusOne(counts, 0)
    return address
  }

  /** How often a member was counted in a period. */
  tallyOf(table: number, key: MemberKey, slide: number): number {
    const row = this.#slots.find(table, key)
    if (row < 0) return 0
    const { words } = this.#memory.pageOf(table)
    return countIn(words[row + 2] ?? 0, words[row + 3] ?? 0, slide)
  }

  /** The highest tally of any member of a kind in a period. */
  highest(table: number, kind: number, slide: number): number {
    let most = 0
    this.#each(table, kind, (meta, counts) => {
      most = Math.max(most, countIn(meta, counts, slide))
    })
    return most
  }

  /**
   * How many members of a kind were seen in the slides from `from` to `to`, both counted: exact up to a
   * thousand, then near.
   */
  distinct(table: number, kind: number, { from, to }: SlideRange): number {
    if (table === 0) return 0
    const { words } = this.#memory.pageOf(table)
    const first = wordIn(table) + HEAD
    const end = first + slotsOf(words[first - HEAD] ?? 0) * ROW
    let count = 0
    for (let row = first; row < end; row += ROW) {
      const meta = words[row + 2] ?? 0
      if ((meta & KIND_MASK) !== kind) continue
      if (isSeen(slideOf(meta), words[row + 3] ?? 0, { from, to })) count += 1
    }
    return count * 2 ** levelOf(words[first - HEAD + LEVELS] ?? 0, kind)
  }

  /** The same of several kinds at once: each to its own place of `into`, -1 for none. */
  gather(table: number, places: Int16Array, range: SlideRange, into: Float64Array): void {
    if (table === 0) return
    const { words } = this.#memory.pageOf(table)
    const first = wordIn(table) + HEAD
    const end = first + slotsOf(words[first - HEAD] ?? 0) * ROW
    const levels = words[first - HEAD + LEVELS] ?? 0
    for (let row = first; row < end; row += ROW) {
      const meta = words[row + 2] ?? 0
      const place = places[meta & KIND_MASK] ?? -1
      if (place < 0 || !isSeen(slideOf(meta), words[row + 3] ?? 0, range)) continue
      into[place] = (into[place] ?? 0) + 2 ** levelOf(levels, meta & KIND_MASK)
    }
  }

  /** Whether a member is in any generation. */
  isContact(table: number, key: MemberKey): boolean {
    const row = this.#slots.find(table, key)
    if (row < 0) return false
    return generationsOf(this.#memory.pageOf(table).words[row + 2] ?? 0) !== 0
  }

  /** Puts a member into the newest generation. */
  addContact(table: number, key: MemberKey): number {
    const address = this.#slots.withRoom(table)
    const { words } = this.#memory.pageOf(address)
    const row = this.#slots.rowFor(address, key)
    const meta = words[row + 2] ?? 0
    words[row + 2] = withGenerations(meta, generationsOf(meta) | 1)
    return address
  }

  /** Begins a new generation; who is in none of the newest three is no contact any more. */
  rotateContacts(table: number, kind: number): void {
    if (table === 0) return
    const { words } = this.#memory.pageOf(table)
    const first = wordIn(table) + HEAD
    const end = first + slotsOf(words[first - HEAD] ?? 0) * ROW
    for (let row = first; row < end; row += ROW) {
      const meta = words[row + 2] ?? 0
      if ((meta & KIND_MASK) !== kind) continue
      words[row + 2] = withGenerations(meta, generationsOf(meta) << 1)
    }
  }

  #each(table: number, kind: number, look: (meta: number, bits: number) => void): void {
    if (table === 0) return
    const { words } = this.#memory.pageOf(table)
    const first = wordIn(table) + HEAD
    const end = first + slotsOf(words[first - HEAD] ?? 0) * ROW
    for (let row = first; row < end; row += ROW) {
      if (((words[row + 2] ?? 0) & KIND_MASK) === kind)
        look(words[row + 2] ?? 0, words[row + 3] ?? 0)
    }
  }
}
