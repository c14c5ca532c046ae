import { asciiText, startsWith } from './ascii.ts'

const SLOT_BITS = 10

/**
 * The same string object for the same bytes, as long as no other text takes its slot: what repeats
 * from record to record is then made once. 1,024 slots, so that no feed can fill memory.
 */
export class TextCache {
  readonly #bytes: (Uint8Array | undefined)[] = new Array(1 << SLOT_BITS).fill(undefined)
  readonly #texts: string[] = new Array(1 << SLOT_BITS).fill('')
  readonly #form: (text: string) => string

  /** `form` is what is made of a text before it is kept, such as its lower case. */
  constructor(form: (text: string) => string = (text) => text) {
    this.#form = form
  }

  /** The text of the ASCII bytes of [from, to), which are a few hundred at most. */
  get(bytes: Uint8Array, from: number, to: number): string {
    let hash = to - from
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x5bd1e995)
    const slot = hash >>> (32 - SLOT_BITS)
    const known = this.#bytes[slot]
    if (known !== undefined && known.length === to - from && startsWith(known, bytes, from)) {
      return this.#texts[slot] ?? ''
    }
    const text = this.#form(asciiText(bytes, from, to))
    this.#bytes[slot] = bytes.slice(from, to)
    this.#texts[slot] = text
    return text
  }
}
