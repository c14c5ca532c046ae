import { asciiText, DOT, MINUS, ZERO } from './ascii.ts'
import { decimal, endOfDigits } from './byte-checks.ts'

/** So many digits are a whole number below 2^53 over a power of ten: one division, rightly rounded. */
const EXACT_DIGITS = 15
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent)
/** No feed writes longer numbers: 17 digits tell all that a double has. */
const LONGEST = 32

/** Reads a JSON number to the value that `JSON.parse` gives, mostly without making a text of it. */
export class NumberReader {
  /** What was read last. */
  value = 0

  /** Where the number at `from` ends; -1 where there is none. An exponent is left unread. */
  read(bytes: Buffer, from: number): number {
    const first = bytes[from] === MINUS ? from + 1 : from
    const point = endOfDigits(bytes, first)
    if (point === first || (bytes[first] === ZERO && point > first + 1)) return -1
    const hasPoint = bytes[point] === DOT
    const end = hasPoint ? endOfDigits(bytes, point + 1) : point
    const decimals = hasPoint ? end - point - 1 : 0
    if (hasPoint && decimals === 0) return -1
    if (point - first + decimals > EXACT_DIGITS) return this.#readText(bytes, from, end)
    let value = decimal(bytes, first, point)
    if (decimals > 0) {
      const power = POWERS_OF_TEN[decimals] ?? 1
      value = (value * power + decimal(bytes, point + 1, end)) / power
    }
    this.value = first > from ? -value : value
    return end
  }

  #readText(bytes: Buffer, from: number, to: number): number {
    if (to - from > LONGEST) return -1
    this.value = Number(asciiText(bytes, from, to))
    return to
  }
}
