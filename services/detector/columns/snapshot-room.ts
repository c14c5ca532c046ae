export const WORD_BYTES = 4
const PIECE_BYTES = 1_048_576

/** Bytes that hold words first, which begin at `word` of `words`. */
export interface Snapshot {
  readonly bytes: Buffer
  readonly words: Int32Array
  readonly word: number
}

/** Memory for the cards of one checkpoint, in large pieces: one for each card would be freed one by one. */
export class SnapshotRoom {
  #piece = new Int32Array(0)
  #used = 0

  /** Room for so many words and so many bytes behind them. What it holds is not cleared. */
  take(words: number, moreBytes: number): Snapshot {
    const needed = words + Math.ceil(moreBytes / WORD_BYTES)
    if (this.#used + needed > this.#piece.length) {
      this.#piece = new Int32Array(Math.max(PIECE_BYTES / WORD_BYTES, needed))
      this.#used = 0
    }
    const { buffer } = this.#piece
    const word = this.#used
    this.#used += needed
    const bytes = Buffer.from(buffer, word * WORD_BYTES, words * WORD_BYTES + moreBytes)
    return { bytes, words: this.#piece, word }
  }
}
