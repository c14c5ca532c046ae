import { COLON, NINE, ZERO } from './ascii.ts'

/** By byte: what it is as a hexadecimal digit; -1 for no such digit. */
const HEX = Int8Array.from({ length: 256 }, (_, byte) => {
  const digit = Number.parseInt(String.fromCharCode(byte), 16)
  return Number.isNaN(digit) ? -1 : digit
})
/** By byte: 1 where `[\w-]` matches. */
const TOKEN = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[\w-]/.test(String.fromCharCode(byte)) ? 1 : 0,
)
/** As many digits as a signed word holds, whatever they are. */
const WORD_DIGITS = 9
/** Each byte of a word the same. */
const HIGH_HALVES = 0xf0f0f0f0 | 0
const THREES = 0x30303030
const SIXES = 0x06060606
const SMALL_T = 0x74
const SMALL_F = 0x66
const CAPITAL_F = 0x46

/** Whether [from, to) is digits only. Four are looked at together, the last with some before them. */
export function isDecimal(view: DataView, from: number, to: number): boolean {
  if (to - from < 4) {
    const kept = (1 << ((to - from) * 8)) - 1
    return isFourDigits((view.getInt32(from, true) & kept) | (THREES & ~kept))
  }
  for (let at = from; at < to - 4; at += 4) {
    if (!isFourDigits(view.getInt32(at, true))) return false
  }
  return isFourDigits(view.getInt32(to - 4, true))
}

/** Digits have a high half of 3, also when 6 is added. */
function isFourDigits(word: number): boolean {
  return (word & HIGH_HALVES) === THREES && ((word + SIXES) & HIGH_HALVES) === THREES
}

/** Where the digits end that begin at `from`, if there are any. */
export function endOfDigits(bytes: Uint8Array, from: number): number {
  let at = from
  while (isDigit(bytes[at] ?? 0)) at += 1
  return at
}

/** The number that digits say, exact up to fifteen of them. */
export function decimal(bytes: Uint8Array, from: number, to: number): number {
  if (to - from <= WORD_DIGITS) return word(bytes, from, to)
  const split = to - WORD_DIGITS
  return word(bytes, from, split) * 10 ** WORD_DIGITS + word(bytes, split, to)
}

/** The same of so few digits that they are counted in 32 bits, which is several times faster. */
function word(bytes: Uint8Array, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at += 1) {
    number = (Math.imul(number, 10) + (bytes[at] ?? 0) - ZERO) | 0
  }
  return number
}

/** The same of hexadecimal digits, up to eight of them. */
export function hexadecimal(bytes: Uint8Array, from: number, to: number): number {
  let number = 0
  let wrong = 0
  for (let at = from; at < to; at += 1) {
    const digit = HEX[bytes[at] ?? 0] ?? -1
    number = (number << 4) | digit
    wrong |= digit
  }
  return wrong < 0 ? -1 : number >>> 0
}

/** Where an ICCID ends, without the F that pads it. */
export function withoutPadding(bytes: Uint8Array, from: number, to: number): number {
  let end = to
  while (end > from && (bytes[end - 1] === CAPITAL_F || bytes[end - 1] === SMALL_F)) end -= 1
  return end
}

/** Whether [from, to) is a token of a peer: `t`, digits, a colon, and what a token is made of. */
export function isPeerToken(bytes: Uint8Array, from: number, to: number): boolean {
  if (bytes[from] !== SMALL_T) return false
  const colon = endOfDigits(bytes, from + 1)
  if (colon === from + 1 || bytes[colon] !== COLON || colon + 1 >= to) return false
  let at = colon + 1
  while (at < to && TOKEN[bytes[at] ?? 0] === 1) at += 1
  return at === to
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE
}
