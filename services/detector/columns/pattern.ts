import { asciiBytes } from './ascii.ts'

/**
 * An ASCII text of four characters or more to hold against bytes, four at a time: most of a record
 * is keys, and most of decoding is to know them.
 */
export class Pattern {
  readonly length: number
  readonly #first: number
  /** What lies between, by fours; nothing in a text of eight or fewer. */
  readonly #middle: Int32Array
  /** May lap over those before. */
  readonly #last: number

  constructor(text: string) {
    const view = new DataView(asciiBytes(text).buffer)
    this.length = text.length
    this.#first = view.getInt32(0, true)
    this.#middle = Int32Array.from({ length: Math.ceil(text.length / 4) - 2 }, (_, n) =>
      view.getInt32(4 + n * 4, true),
    )
    this.#last = view.getInt32(text.length - 4, true)
  }

  /** Whether the text stands at `at`. The view must reach as far as the text is long. */
  isAt(view: DataView, at: number): boolean {
    const last = at + this.length - 4
    if (view.getInt32(at, true) !== this.#first || view.getInt32(last, true) !== this.#last) {
      return false
    }
    const middle = this.#middle
    for (let n = 0; n < middle.length; n += 1) {
      if (view.getInt32(at + 4 + n * 4, true) !== middle[n]) return false
    }
    return true
  }
}
