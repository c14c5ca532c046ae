import { capacityOf, type Memory, type Page, wordIn } from './memory.ts'

const HEAD = 2
/** Column, cell, and the amount as a double. */
const ENTRY = 4
const FIRST_ENTRIES = 6
/** As many entries at the end are looked through anyway: a record adds to so many. */
const NEAR = 6

/**
 * A card's sums over long windows: one entry for each column and slide, day, month, cycle or contract
 * in which there was anything. Names of arguments: `list` is a block's address, 0 before the first.
 */
export class SumList {
  readonly #memory: Memory
  readonly #oldest: () => ArrayLike<number>

  /** `oldest` tells of each column the first cell that the card at work still needs. */
  constructor(memory: Memory, oldest: () => ArrayLike<number>) {
    this.#memory = memory
    this.#oldest = oldest
  }

  usedWords(list: number): number {
    if (list === 0) return 0
    return HEAD + (this.#memory.pageOf(list).words[wordIn(list) + 1] ?? 0) * ENTRY
  }

  /**
   * Adds to a cell. Gives the list's address, which may have changed. Cells that are no longer needed
   * are dropped when there is need for room. Four plain arguments: no object is made for a record.
   */
  add(list: number, column: number, cell: number, amount: number): number {
    const address = list === 0 ? this.#begin() : list
    const { words, doubles } = this.#memory.pageOf(address)
    const head = wordIn(address)
    const first = head + HEAD
    const count = words[head + 1] ?? 0
    const last = first + (count - 1) * ENTRY
    for (let at = last; at >= first; at -= ENTRY) {
      if (words[at] === column && words[at + 1] === cell) {
        const sum = (doubles[(at >> 1) + 1] ?? 0) + amount
        doubles[(at >> 1) + 1] = sum
        if (last - at > NEAR * ENTRY) swap({ words, doubles }, at, last)
        return address
      }
    }
    return this.#append(address, { column, cell, amount })
  }

  /** The sum of a column's cells from `from` to `to`, both counted. */
  sum(list: number, column: number, { from, to }: CellRange): number {
    if (list === 0) return 0
    const { words, doubles } = this.#memory.pageOf(list)
    const first = wordIn(list) + HEAD
    const end = first + (words[first - 1] ?? 0) * ENTRY
    let total = 0
    for (let at = first; at < end; at += ENTRY) {
      if (words[at] !== column) continue
      const cell = words[at + 1] ?? 0
      if (from <= cell && cell <= to) total += doubles[(at >> 1) + 1] ?? 0
    }
    return total
  }

  /** The amounts of a column's cells from `from` to `to`, both counted. */
  amounts(list: number, column: number, { from, to }: CellRange): number[] {
    const found: number[] = []
    if (list === 0) return found
    const { words, doubles } = this.#memory.pageOf(list)
    const first = wordIn(list) + HEAD
    const end = first + (words[first - 1] ?? 0) * ENTRY
    for (let at = first; at < end; at += ENTRY) {
      const cell = words[at + 1] ?? 0
      if (words[at] === column && from <= cell && cell <= to)
        found.push(doubles[(at >> 1) + 1] ?? 0)
    }
    return found
  }

  /**
   * Adds the cells from `from` to `to`, both counted, of several columns: each to its own place of
   * `into`, -1 for none.
   */
  gather(list: number, places: Int16Array, { from, to }: CellRange, into: Float64Array): void {
    if (list === 0) return
    const { words, doubles } = this.#memory.pageOf(list)
    const first = wordIn(list) + HEAD
    const end = first + (words[first - 1] ?? 0) * ENTRY
    for (let at = first; at < end; at += ENTRY) {
      const place = places[words[at] ?? 0] ?? -1
      if (place < 0) continue
      const cell = words[at + 1] ?? 0
      if (from <= cell && cell <= to)
        into[place] = (into[place] ?? 0) + (doubles[(at >> 1) + 1] ?? 0)
    }
  }

  /** Drops all entries of a column. */
  clear(list: number, column: number): void {
    if (list !== 0) this.#compact(list, (one) => one !== column)
  }

  #append(
    list: number,
    entry: {
      readonly column: number
      readonly cell: number
      readonly amount: number
    },
  ): number {
    let address = list
    let { words, doubles } = this.#memory.pageOf(address)
    let head = wordIn(address)
    const isFull = () => HEAD + ((words[head + 1] ?? 0) + 1) * ENTRY > (words[head] ?? 0)
    if (isFull()) {
      const oldest = this.#oldest()
      this.#compact(address, (column, cell) => cell >= (oldest[column] ?? 0))
    }
    if (isFull()) {
      address = this.#grow(address)
      ;({ words, doubles } = this.#memory.pageOf(address))
      head = wordIn(address)
    }
    const at = head + HEAD + (words[head + 1] ?? 0) * ENTRY
    words[at] = entry.column
    words[at + 1] = entry.cell
    doubles[(at >> 1) + 1] = entry.amount
    words[head + 1] = (words[head + 1] ?? 0) + 1
    return address
  }

  #compact(list: number, keeps: (column: number, cell: number) => boolean): void {
    const { words } = this.#memory.pageOf(list)
    const head = wordIn(list)
    const first = head + HEAD
    const end = first + (words[head + 1] ?? 0) * ENTRY
    let to = first
    for (let at = first; at < end; at += ENTRY) {
      if (!keeps(words[at] ?? 0, words[at + 1] ?? 0)) continue
      if (to !== at) words.copyWithin(to, at, at + ENTRY)
      to += ENTRY
    }
    words[head + 1] = (to - first) / ENTRY
  }

  #begin(): number {
    const wanted = HEAD + FIRST_ENTRIES * ENTRY
    const address = this.#memory.allocate(wanted)
    this.#memory.pageOf(address).words[wordIn(address)] = capacityOf(wanted)
    return address
  }

  #grow(list: number): number {
    const head = wordIn(list)
    const { words } = this.#memory.pageOf(list)
    const capacity = words[head] ?? 0
    const wanted = Math.ceil(capacity * 1.3) + ENTRY
    const address = this.#memory.allocate(wanted)
    this.#memory.copy(list, address, this.usedWords(list))
    this.#memory.pageOf(address).words[wordIn(address)] = capacityOf(wanted)
    this.#memory.free(list, capacity)
    return address
  }
}

/** Puts an entry that is in use to the end, where it is found at once: their order says nothing. */
function swap({ words, doubles }: Page, at: number, last: number): void {
  const column = words[last] ?? 0
  const cell = words[last + 1] ?? 0
  const amount = doubles[(last >> 1) + 1] ?? 0
  words.copyWithin(last, at, at + ENTRY)
  words[at] = column
  words[at + 1] = cell
  doubles[(at >> 1) + 1] = amount
}

export interface CellRange {
  readonly from: number
  readonly to: number
}
