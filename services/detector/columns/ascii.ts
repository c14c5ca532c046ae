export const QUOTE = 0x22
export const COMMA = 0x2c
export const MINUS = 0x2d
export const DOT = 0x2e
export const ZERO = 0x30
export const NINE = 0x39
export const COLON = 0x3a

/** The bytes of a record, in a room that is longer than they are, and the same to be read by fours. */
export interface Room {
  readonly bytes: Buffer
  readonly view: DataView
}

/** Each byte of a word the same. */
const QUOTES = 0x22222222
const BACKSLASHES = 0x5c5c5c5c
const SPACES = 0x20202020
const ONES = 0x01010101
const HIGH_BITS = 0x80808080 | 0

/**
 * Where the bytes end that stand for themselves in a JSON text: ASCII but quote, backslash and
 * controls. Four are looked at together: taking from each leaves its high bit set where it is one that
 * ends, and may then set others behind it, but none before. One that had the bit keeps it somewhere.
 */
export function endOfPlain(view: DataView, from: number): number {
  let at = from
  while (true) {
    const word = view.getInt32(at, true)
    const ends = ((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | (word - SPACES)
    const first = ends & HIGH_BITS
    if (first !== 0) return at + ((31 - Math.clz32(first & -first)) >>> 3)
    at += 4
  }
}

/** A text's characters as bytes; of those that are ASCII, the only ones asked for. */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** The ASCII bytes of [from, to) as a text. */
export function asciiText(bytes: Buffer, from: number, to: number): string {
  return bytes.toString('latin1', from, to)
}
