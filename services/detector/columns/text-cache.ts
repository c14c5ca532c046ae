import { asciiText, type Room } from './ascii.ts'
import { Pattern } from './pattern.ts'

const SLOT_BITS = 10
const SLOTS = 1 << SLOT_BITS

/**
 * The same string object for the same bytes, as long as no other text takes its slot: what repeats
 * from record to record is then made once. 1,024 slots, so that no feed can fill memory.
 */
export class TextCache {
  /** With the quotes and the colon before, so that the shortest text has four bytes. */
  readonly #patterns: (Pattern | undefined)[] = new Array(SLOTS).fill(undefined)
  readonly #texts: string[] = new Array(SLOTS).fill('')
  readonly #form: (text: string) => string

  /** `form` is what is made of a text before it is kept, such as its lower case. */
  constructor(form: (text: string) => string = (text) => text) {
    this.#form = form
  }

  /** The text of the ASCII bytes of [from, to), one to some hundreds, which is the value of a key. */
  get(room: Room, from: number, to: number): string {
    const slot = slotOf(room.view, from, to)
    const known = this.#patterns[slot]
    if (known?.length === to - from + 3 && known.isAt(room.view, from - 2)) {
      return this.#texts[slot] ?? ''
    }
    const bytes = asciiText(room.bytes, from, to)
    const text = this.#form(bytes)
    this.#patterns[slot] = new Pattern(`:"${bytes}"`)
    this.#texts[slot] = text
    return text
  }
}

/** Takes four bytes at a time; the last four are counted from the closing quote. */
function slotOf(view: DataView, from: number, to: number): number {
  let hash = to - from
  for (let at = from; at < to - 3; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x5bd1e995)
    hash ^= hash >>> 15
  }
  return Math.imul(hash ^ view.getInt32(to - 3, true), 0x5bd1e995) >>> (32 - SLOT_BITS)
}
