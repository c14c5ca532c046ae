import { PLAN } from './plan.ts'

/** Which measures counted the record: a small set that is filled again for each. */
export class Touched {
  readonly indexes = new Int32Array(PLAN.byName.size)
  size = 0
  readonly #holds = new Uint8Array(PLAN.byName.size)

  clear(): void {
    for (let at = 0; at < this.size; at += 1) this.#holds[this.indexes[at] ?? 0] = 0
    this.size = 0
  }

  add(index: number): void {
    if (this.#holds[index] === 1) return
    this.#holds[index] = 1
    this.indexes[this.size] = index
    this.size += 1
  }

  has(index: number): boolean {
    return this.#holds[index] === 1
  }

  /** By name, for those who ask by name. */
  names(): Set<string> {
    return new Set([...this.indexes.subarray(0, this.size)].map((index) => NAMES[index] ?? ''))
  }
}

const NAMES = [...PLAN.byName.keys()]
