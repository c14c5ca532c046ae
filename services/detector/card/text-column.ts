import { wider } from './wider.ts'

const FIRST_BYTES = 2_048

/** ASCII texts of up to 127 characters behind one another, each behind its length. */
export class TextColumn {
  #bytes = new Uint8Array(FIRST_BYTES)
  #starts = new Uint32Array(FIRST_BYTES / 32)
  #used = 0
  #count = 0

  get count(): number {
    return this.#count
  }

  /** All texts; they stay the column's. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#used)
  }

  add(text: string): void {
    const end = this.#used + text.length + 1
    if (end > this.#bytes.length) this.#bytes = wider(this.#bytes, end)
    if (this.#count === this.#starts.length) this.#starts = wider(this.#starts, this.#count)
    this.#starts[this.#count] = this.#used
    this.#count += 1
    this.#bytes[this.#used] = text.length
    for (let at = 0; at < text.length; at += 1) {
      this.#bytes[this.#used + 1 + at] = text.charCodeAt(at)
    }
    this.#used = end
  }

  at(row: number): string {
    const start = this.#starts[row] ?? 0
    const length = this.#bytes[start] ?? 0
    return String.fromCharCode(...this.#bytes.subarray(start + 1, start + 1 + length))
  }
}
