import { capacityOf, type Memory, type Page, wordIn } from './memory.ts'

/** Words before the first row: the block's capacity, how many rows there are, totals carried. */
const HEAD = 4
/** Address of the running totals of a busy list; 0 for none. */
export const TOTALS = 2
const FIRST_ROWS = 4
/**
 * Rows of a card that floods, some 30 a minute for a day: the oldest are dropped, and its windows of a
 * day count no more than these. Its limits are far behind it then. Ours.
 */
const MOST_ROWS = 40_000
const KEPT_ROWS = 30_000

/** Word of a row's time, a double; the two words behind it are the record's id. */
export const ROW_ID_LOW = 2
export const ROW_ID_HIGH = 3

/**
 * A card's newest records as rows of words, by time; of equal times, in the order they came. Windows
 * of up to a day are read from them, so what comes out of order needs no care of its own. Names of
 * arguments: `list` is a block's address, 0 before the first row.
 */
export class RecentRows {
  readonly #memory: Memory
  readonly #rowWords: number
  /** Where the row last inserted is: its page, and the row's first word in it. */
  page: Page
  row = 0

  constructor(memory: Memory, rowWords: number) {
    this.#memory = memory
    this.#rowWords = rowWords
    this.page = memory.pageOf(0)
  }

  get rowWords(): number {
    return this.#rowWords
  }

  count(list: number): number {
    return list === 0 ? 0 : (this.#memory.pageOf(list).words[wordIn(list) + 1] ?? 0)
  }

  /** Address of the totals that are carried along; 0 for none. */
  totalsOf(list: number): number {
    return list === 0 ? 0 : (this.#memory.pageOf(list).words[wordIn(list) + TOTALS] ?? 0)
  }

  setTotals(list: number, address: number): void {
    this.#memory.pageOf(list).words[wordIn(list) + TOTALS] = address
  }

  /** First word of the first row within the page of the list. */
  firstRow(list: number): number {
    return wordIn(list) + HEAD
  }

  /** Words of the list that say something, for a snapshot. */
  usedWords(list: number): number {
    return list === 0 ? 0 : HEAD + this.count(list) * this.#rowWords
  }

  /**
   * Makes room for a row of a time and tells it in `page` and `row`. Gives the list's address, which
   * may have changed. Rows older than `cutoff` are dropped when there is need for room.
   */
  insert(list: number, time: number, cutoff: number): number {
    const rowWords = this.#rowWords
    let address = list === 0 ? this.#begin() : list
    let page = this.#memory.pageOf(address)
    let head = wordIn(address)
    let count = page.words[head + 1] ?? 0
    if (HEAD + (count + 1) * rowWords > (page.words[head] ?? 0)) {
      address = this.#makeRoom(address, cutoff)
      page = this.#memory.pageOf(address)
      head = wordIn(address)
      count = page.words[head + 1] ?? 0
    }
    const first = head + HEAD
    let at = first + count * rowWords
    const end = at
    while (at > first && (page.doubles[(at - rowWords) >> 1] ?? 0) > time) at -= rowWords
    if (at < end) page.words.copyWithin(at + rowWords, at, end)
    page.doubles[at >> 1] = time
    page.words[head + 1] = count + 1
    this.page = page
    this.row = at
    return address
  }

  /** Whether a record of a time at or above `from` has this id. */
  has(
    list: number,
    id: { readonly idLow: number; readonly idHigh: number },
    from: number,
  ): boolean {
    if (list === 0) return false
    const { idLow, idHigh } = id
    const { words, doubles } = this.#memory.pageOf(list)
    const rowWords = this.#rowWords
    const first = this.firstRow(list)
    let row = first + (this.count(list) - 1) * rowWords
    for (; row >= first; row -= rowWords) {
      if (words[row + ROW_ID_LOW] === idLow && words[row + ROW_ID_HIGH] === idHigh) {
        return (doubles[row >> 1] ?? 0) >= from
      }
    }
    return false
  }

  #begin(): number {
    const words = HEAD + FIRST_ROWS * this.#rowWords
    const address = this.#memory.allocate(words)
    this.#memory.pageOf(address).words[wordIn(address)] = capacityOf(words)
    return address
  }

  #makeRoom(list: number, cutoff: number): number {
    const { words, doubles } = this.#memory.pageOf(list)
    const head = wordIn(list)
    const first = head + HEAD
    const count = words[head + 1] ?? 0
    const capacity = words[head] ?? 0
    let dropped = count >= MOST_ROWS ? count - KEPT_ROWS : 0
    while (dropped < count && (doubles[(first + dropped * this.#rowWords) >> 1] ?? 0) < cutoff) {
      dropped += 1
    }
    const kept = count - dropped
    if (dropped > 0) {
      words.copyWithin(first, first + dropped * this.#rowWords, first + count * this.#rowWords)
      words[head + 1] = kept
      this.#forgetTotals(list)
    }
    // A list that is nearly full again would be cleaned at each record.
    if (dropped * 8 >= count && dropped > 0) return list
    return this.#grow(list, { capacity, used: HEAD + kept * this.#rowWords })
  }

  /** Rows were dropped that totals may still hold: they are to be counted anew. */
  #forgetTotals(list: number): void {
    const totals = this.totalsOf(list)
    if (totals === 0) return
    this.#memory.pageOf(totals).doubles[wordIn(totals) >> 1] = Number.NaN
  }

  #grow(list: number, size: { readonly capacity: number; readonly used: number }): number {
    const wanted = HEAD + Math.ceil((size.capacity * 1.2) / this.#rowWords) * this.#rowWords
    const address = this.#memory.allocate(wanted)
    this.#memory.copy(list, address, size.used)
    this.#memory.pageOf(address).words[wordIn(address)] = capacityOf(wanted)
    this.#memory.free(list, size.capacity)
    return address
  }
}
