import type { Eviction } from '../card/card-book.ts'
import type { StateEntry } from '../ports.ts'
import { NEWEST } from './card-head.ts'
import type { ColumnStore } from './column-store.ts'
import { EvictedCards } from './evicted-cards.ts'
import { parseIccidOf, takeIccidOf } from './iccid-of-record.ts'
import { fillIccid, type IccidWords, iccidOf } from './iccid-words.ts'
import { wordIn } from './memory.ts'

/** Cards that are held against each other: of these goes the one that was used longest ago. */
const SAMPLE = 8
/** Cards that are looked at in one go: some milliseconds. */
const MOST_LOOKS = 20_000

export interface CardEvictionOptions {
  readonly store: ColumnStore
  /** Whether a card has something that its checkpoint does not have. */
  isUnsaved(card: number): boolean
  restore(entry: StateEntry): void
}

/** Which cards are in memory, and which in their checkpoint only. */
export class CardEviction implements Eviction {
  readonly #options: CardEvictionOptions
  readonly #evicted = new EvictedCards()
  readonly #words: IccidWords = { iccidLow: 0, iccidMiddle: 0, iccidHigh: 0, iccidLength: 0 }
  /** The card looked at last. */
  #hand = 0

  constructor(options: CardEvictionOptions) {
    this.#options = options
  }

  get count(): number {
    return this.#evicted.count
  }

  /** To be called only when the newest checkpoint is acknowledged, or saved cards would be lost. */
  evict(mostBytes: number): number {
    const { store } = this.#options
    const before = this.count
    for (let looks = 0; looks < MOST_LOOKS && store.sizeBytes > mostBytes; looks += SAMPLE) {
      const card = this.#leastRecent()
      if (card === 0) continue
      this.#evicted.add(store.cards.wordsOf(card))
      store.forget(card)
    }
    return this.count - before
  }

  evictedIn(records: Parameters<Eviction['evictedIn']>[0]): string[] {
    if (this.count === 0) return []
    const found = new Set<string>()
    // A record alone is one that the core has failed on, maybe for want of its card.
    const takeIccid = records.length > 1 ? takeIccidOf : parseIccidOf
    for (const { value } of records) {
      if (!value || !takeIccid(value, this.#words)) continue
      if (this.#isAway(this.#words)) found.add(iccidOf(this.#words))
    }
    return [...found]
  }

  load(iccids: readonly string[], entries: readonly StateEntry[]): void {
    const { store, restore } = this.#options
    const saved = new Set(entries.map(({ key }) => key.split('/')[0]))
    for (const iccid of iccids) {
      fillIccid(iccid, this.#words)
      // Without entries it is a new card, and the hash that of another.
      if (saved.has(iccid)) this.#evicted.delete(this.#words)
      else store.cards.numberOf(this.#words)
    }
    for (const entry of entries) restore(entry)
  }

  /** Puts back what an entry says, unless there is no room for its card. */
  restore(entry: StateEntry, mostBytes: number): void {
    const [iccid = ''] = entry.key.split('/')
    fillIccid(iccid, this.#words)
    if (this.#hasRoomFor(this.#words, mostBytes)) this.#options.restore(entry)
    else this.#evicted.add(this.#words)
  }

  /** Throws for a card that is evicted: it would begin anew. */
  refuse(iccid: IccidWords): void {
    if (!this.#isAway(iccid)) return
    throw new Error('A card that is in its checkpoint only was not loaded before its record')
  }

  #isAway(iccid: IccidWords): boolean {
    return this.#evicted.has(iccid) && this.#options.store.cards.find(iccid) === 0
  }

  /** What else there is of a card in memory goes there too. */
  #hasRoomFor(iccid: IccidWords, mostBytes: number): boolean {
    const { store } = this.#options
    return store.sizeBytes < mostBytes || store.cards.find(iccid) !== 0
  }

  /** Of the next few saved cards the one whose newest record is the oldest; 0: there is none. */
  #leastRecent(): number {
    const { store, isUnsaved } = this.#options
    const { cards } = store
    let least = 0
    let oldest = Number.POSITIVE_INFINITY
    for (let n = 0; n < SAMPLE; n += 1) {
      this.#hand = this.#hand >= cards.last ? 1 : this.#hand + 1
      const head = cards.headOf(this.#hand)
      if (head === 0 || isUnsaved(this.#hand)) continue
      const newest = store.memory.pageOf(head).doubles[(wordIn(head) >> 1) + NEWEST] ?? 0
      if (newest >= oldest) continue
      oldest = newest
      least = this.#hand
    }
    return least
  }
}
