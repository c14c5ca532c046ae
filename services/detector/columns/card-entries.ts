import type { StateEntry } from '../ports.ts'
import { CardMarks } from './card-marks.ts'
import {
  decodeCard,
  decodeContracts,
  decodeMemory,
  encodeCard,
  encodeContracts,
  encodeMemory,
} from './card-snapshot.ts'
import type { ColumnStore } from './column-store.ts'
import { fillIccid } from './iccid-words.ts'
import { SnapshotRoom } from './snapshot-room.ts'
import type { UsageFields } from './usage-fields.ts'

/** Behind a card's ICCID and a slash: what has entries of its own, since it seldom changes. */
const CONTRACTS = 'contracts'
const MEMORY = 'memory'

/** All keys that a card may have entries under. */
export function keysOfCard(iccid: string): string[] {
  return [iccid, `${iccid}/${CONTRACTS}`, `${iccid}/${MEMORY}`]
}

/** What a checkpoint has of the cards: which have changed since the newest, and each as entries. */
export class CardEntries {
  readonly #store: ColumnStore
  readonly #cards = new CardMarks()
  readonly #contracts = new CardMarks()

  constructor(store: ColumnStore) {
    this.#store = store
  }

  get changedCount(): number {
    return this.#cards.count + this.#contracts.count + this.#store.changedMemories.count
  }

  /** Whether a card has something that no checkpoint has yet. */
  hasChanged(card: number): boolean {
    const { changedMemories } = this.#store
    return this.#cards.has(card) || this.#contracts.has(card) || changedMemories.has(card)
  }

  changedCard(card: number): void {
    this.#cards.add(card)
  }

  changedContracts(card: number): void {
    this.#contracts.add(card)
  }

  /** Entries of all that has changed; nothing has, afterwards. */
  take(): StateEntry[] {
    const store = this.#store
    const room = new SnapshotRoom()
    return [
      ...this.#entriesOf(this.#contracts, `/${CONTRACTS}`, (card) => encodeContracts(card, store)),
      ...this.#entriesOf(store.changedMemories, `/${MEMORY}`, (card) => encodeMemory(card, store)),
      ...this.#entriesOf(this.#cards, '', (card) => encodeCard(card, store, room)),
    ]
  }

  #entriesOf(
    marks: CardMarks,
    part: string,
    encode: (card: number) => StateEntry['payload'],
  ): StateEntry[] {
    return Array.from(marks.take(), (card) => ({
      key: this.#store.iccidOf(card) + part,
      payload: encode(card),
    }))
  }

  /** Puts back what an entry says, in any order. */
  restore({ key, payload }: StateEntry, fields: UsageFields): void {
    const store = this.#store
    const [iccid = '', part] = key.split('/')
    fillIccid(iccid, fields)
    const card = store.cards.numberOf(fields)
    if (part === MEMORY) decodeMemory(String(payload), card, store)
    else if (part === CONTRACTS) decodeContracts(String(payload), card, store)
    else decodeCard(Buffer.from(payload), card, store)
  }
}
