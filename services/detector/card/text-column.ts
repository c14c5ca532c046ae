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
    if (this.#used + text.length + 1 > this.#bytes.length) this.#widenBytes(text.length)
    if (this.#count === this.#starts.length) this.#widenStarts()
    this.#starts[this.#count] = this.#used
    this.#count += 1
    this.#bytes[this.#used] = text.length
    for (let at = 0; at < text.length; at += 1) {
      this.#bytes[this.#used + 1 + at] = text.charCodeAt(at)
    }
    this.#used += text.length + 1
  }

  at(row: number): string {
    const start = this.#starts[row] ?? 0
    const length = this.#bytes[start] ?? 0
    return String.fromCharCode(...this.#bytes.subarray(start + 1, start + 1 + length))
  }

  #widenBytes(more: number): void {
    const wider = new Uint8Array(this.#bytes.length * 2 + more)
    wider.set(this.#bytes)
    this.#bytes = wider
  }

  #widenStarts(): void {
    const wider = new Uint32Array(this.#starts.length * 2)
    wider.set(this.#starts)
    this.#starts = wider
  }
}
