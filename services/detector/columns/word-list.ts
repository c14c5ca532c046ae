import { Pattern } from './pattern.ts'

/** A handful of words, three letters or more, found by their bytes. */
export class WordList<Word extends string> {
  readonly #words: readonly Word[]
  /** With the quote that ends them, so that no word is taken for the beginning of another. */
  readonly #patterns: readonly Pattern[]

  constructor(words: readonly Word[]) {
    this.#words = words
    this.#patterns = words.map((word) => new Pattern(`${word}"`))
  }

  /** The word's place in the list, from 1; 0 for none. */
  numberOf(word: string | undefined): number {
    return word === undefined ? 0 : this.#words.indexOf(word as Word) + 1
  }

  /** The word that stands at `at`, up to its closing quote. */
  find(view: DataView, at: number): Word | undefined {
    for (let n = 0; n < this.#patterns.length; n += 1) {
      if (this.#patterns[n]?.isAt(view, at)) return this.#words[n]
    }
    return undefined
  }
}
