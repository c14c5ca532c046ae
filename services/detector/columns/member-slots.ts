import { boundRows } from './member-bounds.ts'
import { KIND_MASK, ROW } from './member-rows.ts'
import { capacityOf, type Memory, wordIn } from './memory.ts'

/** Before the first row: the block's capacity, how many rows there are, levels of sampling. */
export const HEAD = 4
export const LEVELS = 2
const FIRST_ROWS = 3
const ALL_KINDS = -1

export interface MemberKey {
  readonly kind: number
  readonly low: number
  readonly high: number
}

/**
 * Rows of members in blocks, found by open addressing: one block a card. Arguments: `table` is a block's
 * address, 0 before the first row. What is kept of a card is bounded: see member-bounds.ts.
 */
export class MemberSlots {
  readonly #memory: Memory
  readonly #oldest: () => ArrayLike<number>
  readonly #tallyKinds: number
  /** Bits of the kinds in which a member was new in its window, since it was last cleared. */
  grownKinds = 0

  /**
   * `oldest` tells of each kind the first slide that the card at work still needs; `tallyKinds` has a
   * bit for each kind that keeps tallies.
   */
  constructor(memory: Memory, oldest: () => ArrayLike<number>, tallyKinds: number) {
    this.#memory = memory
    this.#oldest = oldest
    this.#tallyKinds = tallyKinds
  }

  usedWords(table: number): number {
    return table === 0 ? 0 : (this.#memory.pageOf(table).words[wordIn(table)] ?? 0)
  }

  /** The row of a member; -1 where there is none. */
  find(table: number, { kind, low, high }: MemberKey): number {
    if (table === 0) return -1
    const { words } = this.#memory.pageOf(table)
    const first = wordIn(table) + HEAD
    const slots = slotsOf(words[first - HEAD] ?? 0)
    let slot = placeOf(low, kind, slots)
    for (;;) {
      const row = first + slot * ROW
      const meta = words[row + 2] ?? 0
      if (meta === 0) return -1
      if (words[row] === low && words[row + 1] === high && (meta & KIND_MASK) === kind) return row
      slot = slot + 1 === slots ? 0 : slot + 1
    }
  }

  /** The row of a member, made where there is none. The table has room. */
  rowFor(table: number, { kind, low, high }: MemberKey): number {
    const { words } = this.#memory.pageOf(table)
    const head = wordIn(table)
    const first = head + HEAD
    const slots = slotsOf(words[head] ?? 0)
    let slot = placeOf(low, kind, slots)
    for (;;) {
      const row = first + slot * ROW
      const meta = words[row + 2] ?? 0
      if (meta === 0) {
        words[row] = low
        words[row + 1] = high
        words[row + 2] = kind
        words[head + 1] = (words[head + 1] ?? 0) + 1
        return row
      }
      if (words[row] === low && words[row + 1] === high && (meta & KIND_MASK) === kind) return row
      slot = slot + 1 === slots ? 0 : slot + 1
    }
  }

  /** At most four fifths full, so that looking up stays short. */
  withRoom(table: number): number {
    if (table === 0) return this.#empty(HEAD + FIRST_ROWS * ROW)
    const { words } = this.#memory.pageOf(table)
    const head = wordIn(table)
    const capacity = words[head] ?? 0
    const slots = slotsOf(capacity)
    const rows = words[head + 1] ?? 0
    if ((rows + 1) * 5 <= slots * 4 || (slots < 6 && rows + 1 < slots)) return table
    return this.#rebuild(table, capacity)
  }

  #rebuild(table: number, capacity: number): number {
    const { words } = this.#memory.pageOf(table)
    const first = wordIn(table) + HEAD
    const end = first + slotsOf(capacity) * ROW
    const oldest = this.#oldest()
    const tallyKinds = this.#tallyKinds
    const before = words[first - HEAD + LEVELS] ?? 0
    const levels = boundRows({ words, first, end, oldest, tallyKinds, levels: before })
    // An estimate may have moved.
    if (levels !== before) this.grownKinds = ALL_KINDS
    let kept = 0
    for (let row = first; row < end; row += ROW) if (words[row + 2] !== 0) kept += 1
    const bigger = this.#empty(HEAD + Math.max(FIRST_ROWS, Math.ceil((kept + 1) * 1.6)) * ROW)
    const target = this.#memory.pageOf(bigger).words
    target[wordIn(bigger) + LEVELS] = levels
    for (let row = first; row < end; row += ROW) {
      const meta = words[row + 2] ?? 0
      if (meta === 0) continue
      const low = words[row] ?? 0
      const to = this.rowFor(bigger, { kind: meta & KIND_MASK, low, high: words[row + 1] ?? 0 })
      target[to + 2] = meta
      target[to + 3] = words[row + 3] ?? 0
    }
    this.#memory.free(table, capacity)
    return bigger
  }

  #empty(words: number): number {
    const address = this.#memory.allocate(words)
    this.#memory.pageOf(address).words[wordIn(address)] = capacityOf(words)
    return address
  }
}

/** How many rows a block of so many words has. */
export function slotsOf(capacity: number): number {
  return Math.floor((capacity - HEAD) / ROW)
}

function placeOf(low: number, kind: number, slots: number): number {
  return Math.floor(
    ((Math.imul(low ^ (kind * 0x61c88647), 0x9e3779b1) >>> 0) / 4_294_967_296) * slots,
  )
}
