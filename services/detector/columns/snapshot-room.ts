export const WORD_BYTES = 4
/** 64 KiB first, for most checkpoints are small, and up to 1 MiB. */
const FIRST_WORDS = 16_384
const MOST_WORDS = 262_144

/** Words that begin at `word` of `words`, and the same as bytes. */
export interface Snapshot {
  readonly bytes: Buffer
  readonly words: Int32Array
  readonly word: number
}

/** Memory for the cards of one checkpoint, in large pieces: one for each card would be freed one by one. */
export class SnapshotRoom {
  #piece = new Int32Array(0)
  #used = 0

  /** Room for so many words. What it holds is not cleared. */
  take(count: number): Snapshot {
    if (this.#used + count > this.#piece.length) {
      const next = Math.min(Math.max(FIRST_WORDS, this.#piece.length * 2), MOST_WORDS)
      this.#piece = new Int32Array(Math.max(next, count))
      this.#used = 0
    }
    const word = this.#used
    this.#used += count
    const bytes = Buffer.from(this.#piece.buffer, word * WORD_BYTES, count * WORD_BYTES)
    return { bytes, words: this.#piece, word }
  }
}
