import { wider } from '../card/wider.ts'

const FIRST_SLOTS = 128

/**
 * Members met on one walk over records, each with its block and a tally. Used again for the next walk;
 * what it costs is what was met, however many there were before.
 */
export class MemberCounts {
  size = 0
  lows = new Int32Array(FIRST_SLOTS / 2)
  highs = new Int32Array(FIRST_SLOTS / 2)
  blocks = new Int32Array(FIRST_SLOTS / 2)
  tallies = new Int32Array(FIRST_SLOTS / 2)
  /** Numbers of members by hash, of this walk where the round says so. */
  #slots = new Int32Array(FIRST_SLOTS)
  #rounds = new Int32Array(FIRST_SLOTS)
  #round = 1

  clear(): void {
    this.size = 0
    this.#round += 1
  }

  /** Adds to a member's tally. One number in two blocks is two members. */
  note(low: number, high: number, block: number, weight: number): void {
    let slot = this.#firstSlot(low, block)
    const mask = this.#slots.length - 1
    while (this.#rounds[slot] === this.#round) {
      const at = this.#slots[slot] ?? 0
      if (this.lows[at] === low && this.highs[at] === high && this.blocks[at] === block) {
        this.tallies[at] = (this.tallies[at] ?? 0) + weight
        return
      }
      slot = (slot + 1) & mask
    }
    this.#slots[slot] = this.size
    this.#rounds[slot] = this.#round
    this.lows[this.size] = low
    this.highs[this.size] = high
    this.blocks[this.size] = block
    this.tallies[this.size] = weight
    this.size += 1
    if (this.size === this.lows.length) this.#widen()
  }

  #firstSlot(low: number, block: number): number {
    const hash = Math.imul(low ^ Math.imul(block, 0x61c88647), 0x9e3779b1)
    return (hash ^ (hash >>> 15)) & (this.#slots.length - 1)
  }

  #widen(): void {
    this.lows = wider(this.lows, this.size)
    this.highs = wider(this.highs, this.size)
    this.blocks = wider(this.blocks, this.size)
    this.tallies = wider(this.tallies, this.size)
    this.#slots = new Int32Array(this.lows.length * 2)
    this.#rounds = new Int32Array(this.lows.length * 2)
    const mask = this.#slots.length - 1
    for (let at = 0; at < this.size; at += 1) {
      let slot = this.#firstSlot(this.lows[at] ?? 0, this.blocks[at] ?? 0)
      while (this.#rounds[slot] === this.#round) slot = (slot + 1) & mask
      this.#slots[slot] = at
      this.#rounds[slot] = this.#round
    }
  }
}
