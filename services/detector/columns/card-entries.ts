import type { StateEntry } from '../ports.ts'
import { CardMarks } from './card-marks.ts'
import { decodeCard, decodeContracts, encodeCard, encodeContracts } from './card-snapshot.ts'
import type { ColumnStore } from './column-store.ts'
import { fillIccid } from './fill-fields.ts'
import type { Scene } from './scene.ts'
import { SnapshotRoom } from './snapshot-room.ts'

/** Behind a card's ICCID: the key of its contracts. */
const CONTRACTS_OF = '/contracts'

/**
 * What a checkpoint has of the cards: which have changed since the newest, and each as an entry.
 * Contracts have entries of their own: they are large, and seldom change.
 */
export class CardEntries {
  readonly #cards = new CardMarks()
  readonly #contracts = new CardMarks()

  get changedCount(): number {
    return this.#cards.count + this.#contracts.count
  }

  changedCard(card: number): void {
    this.#cards.add(card)
  }

  changedContracts(card: number): void {
    this.#contracts.add(card)
  }

  /** Entries of all that has changed; nothing has, afterwards. */
  take(store: ColumnStore): StateEntry[] {
    const room = new SnapshotRoom()
    const contracts = [...this.#contracts.take()].map((card) => ({
      key: store.cards.iccidOf(card) + CONTRACTS_OF,
      payload: encodeContracts(card, store),
    }))
    const cards = [...this.#cards.take()].map((card) => ({
      key: store.cards.iccidOf(card),
      payload: encodeCard(card, store, room),
    }))
    return [...contracts, ...cards]
  }

  /** Puts back what an entry says, in any order. */
  restore({ key, payload }: StateEntry, { fields, store }: Scene): void {
    const isContracts = key.endsWith(CONTRACTS_OF)
    fillIccid(isContracts ? key.slice(0, -CONTRACTS_OF.length) : key, fields)
    const card = store.cards.numberOf(fields)
    if (isContracts) decodeContracts(String(payload), card, store)
    else decodeCard(Buffer.from(payload), card, store)
  }
}
