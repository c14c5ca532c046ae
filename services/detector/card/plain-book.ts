import type { Iccid } from '#schemas/identifiers.ts'
import type { StateEntry } from '../ports.ts'
import { Card } from './card.ts'
import type { CardBook } from './card-book.ts'
import { blocksOf, type RowBlock } from './row-block.ts'

/** Cards as plain objects: slow and easy to follow, what the columns are held against. */
export class PlainBook implements CardBook {
  readonly shortWay = undefined
  readonly eviction = undefined
  readonly #cards = new Map<Iccid, Card>()
  readonly #changed = new Set<Iccid>()
  readonly #changedRows = new Set<Iccid>()

  get size(): number {
    return this.#cards.size
  }

  get changedCount(): number {
    return this.#changed.size
  }

  cardOf(iccid: Iccid): Card {
    const before = this.#cards.get(iccid)
    if (before) return before
    const card = new Card()
    this.#cards.set(iccid, card)
    return card
  }

  find(iccid: Iccid): Card | undefined {
    return this.#cards.get(iccid)
  }

  changed(iccid: Iccid): void {
    this.#changed.add(iccid)
    this.#changedRows.add(iccid)
  }

  takeRows(): RowBlock[] {
    const rows = [...this.#changedRows].flatMap((iccid) =>
      this.cardOf(iccid)
        .takeRows()
        .map((row) => ({ iccid, ...row })),
    )
    this.#changedRows.clear()
    return blocksOf(rows)
  }

  dropRows(): void {
    for (const iccid of this.#changedRows) this.cardOf(iccid).dropRows()
    this.#changedRows.clear()
  }

  takeChanges(): StateEntry[] {
    const entries = [...this.#changed].map((iccid) => ({
      key: iccid,
      payload: this.cardOf(iccid).encode(),
    }))
    this.#changed.clear()
    return entries
  }

  restore({ key, payload }: StateEntry): void {
    this.#cards.set(key as Iccid, Card.restore(String(payload)))
  }
}
