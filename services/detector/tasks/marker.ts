import type { StateEntry } from '../ports.ts'
import type { SavedEntry } from './ports.ts'

const MARKER = '#marker'

/** Says up to where the log is folded into a checkpoint, and which program wrote it. */
export function markerEntry(marker: bigint, engine: string): StateEntry {
  return { key: MARKER, payload: JSON.stringify({ offset: String(marker), engine }) }
}

/** Finds the offset that a checkpoint covers, while its entries go by. */
export class MarkerFinder {
  #marker: bigint | undefined
  #newest: bigint | undefined

  note({ key, marker }: SavedEntry): void {
    if (key === MARKER) this.#marker = marker
    if (this.#newest === undefined || marker > this.#newest) this.#newest = marker
  }

  /**
   * Undefined: there is no checkpoint. Throws on a torn one: each has its marker in the same block, so
   * no entry can be newer than it.
   */
  found(partition: number): bigint | undefined {
    const marker = this.#marker
    if (this.#newest !== undefined && (marker === undefined || this.#newest > marker)) {
      throw new Error(`Cannot restore partition ${partition}: its checkpoint is torn`)
    }
    return marker
  }
}
