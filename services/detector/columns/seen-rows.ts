const FIRST_SLOTS = 64

/** Rows of one card that are made: a set of numbers that is emptied at once, and used again. */
export class SeenRows {
  #slots = new Float64Array(FIRST_SLOTS)
  #rounds = new Int32Array(FIRST_SLOTS)
  #round = 1
  #count = 0

  clear(): void {
    this.#round += 1
    this.#count = 0
  }

  /** Adds a number; false when it is there already. */
  add(key: number): boolean {
    if ((this.#count + 1) * 2 > this.#slots.length) this.#widen()
    const slot = this.#slotOf(key)
    if (this.#rounds[slot] === this.#round) return false
    this.#slots[slot] = key
    this.#rounds[slot] = this.#round
    this.#count += 1
    return true
  }

  /** Where a number is, or would go. */
  #slotOf(key: number): number {
    const mask = this.#slots.length - 1
    let slot = Math.imul((key % 0x7fffffff) | 0, 0x9e3779b1) & mask
    while (this.#rounds[slot] === this.#round && this.#slots[slot] !== key) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  #widen(): void {
    const before = this.#slots
    const rounds = this.#rounds
    const round = this.#round
    this.#slots = new Float64Array(before.length * 2)
    this.#rounds = new Int32Array(before.length * 2)
    this.clear()
    for (let at = 0; at < before.length; at += 1) {
      if (rounds[at] === round) this.add(before[at] ?? 0)
    }
  }
}
