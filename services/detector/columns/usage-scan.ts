import { COMMA, endOfPlain, QUOTE } from './ascii.ts'
import { NumberReader } from './number-reader.ts'
import { Pattern } from './pattern.ts'
import { PLACES, UNKNOWN, UsageKeys } from './usage-keys.ts'

const OPEN = 0x7b
const CLOSE = 0x7d

/** Greatest record that is read here, bytes: ten times an ordinary one. */
export const LONGEST_SCAN = 4_096
/** More than the longest key or word: these are compared without a look at where the record ends. */
const SLACK = 64

/** What stands at a field. All above `null` are values. */
export const Token = { absent: 0, null: 1, true: 2, false: 3, text: 4, number: 5 } as const

/** The words that are values, in the order of their tokens. */
const WORDS = ['null', 'true', 'false'].map((word) => new Pattern(word))

/**
 * Where each field of a flat JSON object is, without a look at what it says. It is filled again for
 * each record and makes no object; what it says of one record holds until the next is read.
 */
export class UsageScan {
  /** A copy of the record: one room for all is faster to read than to copy is slow. */
  readonly bytes = Buffer.alloc(LONGEST_SCAN + SLACK)
  readonly view = new DataView(this.bytes.buffer, this.bytes.byteOffset)
  /** By field: a `Token`; where a text begins and ends, without quotes; what a number is. */
  readonly tokens = new Uint8Array(PLACES)
  readonly from = new Int32Array(PLACES)
  readonly to = new Int32Array(PLACES)
  readonly numbers = new Float64Array(PLACES)
  readonly #keys = new UsageKeys()
  readonly #reader = new NumberReader()

  /**
   * Whether the bytes are one JSON object that needs no second look: no white space, no escapes, only
   * ASCII, nothing nested, no known key twice. Others may be good JSON all the same.
   */
  read(record: Uint8Array): boolean {
    const { length } = record
    if (length > LONGEST_SCAN) return false
    const { bytes } = this
    bytes.set(record)
    if (bytes[0] !== OPEN) return false
    this.tokens.fill(Token.absent)
    let field = UNKNOWN
    let at = 0
    do {
      if (bytes[at + 1] !== QUOTE) return false
      field = this.#keys.read(this, at + 2, field)
      if (field === -1 || (field !== UNKNOWN && this.tokens[field] !== Token.absent)) return false
      at = this.#readValue(this.#keys.end, field)
      if (at === -1) return false
    } while (bytes[at] === COMMA)
    // Whatever was read of an older and longer record, behind the end, ends elsewhere.
    return bytes[at] === CLOSE && at === length - 1
  }

  /** Whether a field has a value: null says no more than a field that is absent. */
  has(field: number): boolean {
    return (this.tokens[field] ?? 0) > Token.null
  }

  isBoolean(field: number): boolean {
    return this.tokens[field] === Token.true || this.tokens[field] === Token.false
  }

  /** Whether a field is a text of so many characters. */
  isText(field: number, least: number, most: number): boolean {
    const length = (this.to[field] ?? 0) - (this.from[field] ?? 0)
    return this.tokens[field] === Token.text && length >= least && length <= most
  }

  /** Whether a field is a number within the bounds, both included. */
  isNumber(field: number, least: number, most: number): boolean {
    const number = this.numbers[field] ?? Number.NaN
    return this.tokens[field] === Token.number && number >= least && number <= most
  }

  /** The same of a number without a fraction. */
  isInteger(field: number, least: number, most: number): boolean {
    return this.isNumber(field, least, most) && Number.isInteger(this.numbers[field])
  }

  /** Keeps the value at `at` and gives where it ends; -1 for one that is not taken. */
  #readValue(at: number, field: number): number {
    const { bytes } = this
    if (bytes[at] === QUOTE) {
      const end = endOfPlain(this.view, at + 1)
      if (bytes[end] !== QUOTE) return -1
      this.tokens[field] = Token.text
      this.from[field] = at + 1
      this.to[field] = end
      return end + 1
    }
    const end = this.#reader.read(bytes, at)
    if (end === -1) return this.#readWord(at, field)
    this.tokens[field] = Token.number
    this.numbers[field] = this.#reader.value
    return end
  }

  #readWord(at: number, field: number): number {
    for (let n = 0; n < WORDS.length; n += 1) {
      const word = WORDS[n]
      if (!word?.isAt(this.view, at)) continue
      this.tokens[field] = Token.null + n
      return at + word.length
    }
    return -1
  }
}
