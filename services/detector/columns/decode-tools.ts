import { LONGEST_LABEL } from '#schemas/identifiers.ts'
import { asciiText } from './ascii.ts'
import { isDecimal } from './byte-checks.ts'
import { Hash64 } from './hash64.ts'
import { TextCache } from './text-cache.ts'
import { Field } from './usage-keys.ts'
import { Token, UsageScan } from './usage-scan.ts'
import type { WordList } from './word-list.ts'

const ZERO_BYTE = new Uint8Array(1)

/** What decoding uses again for each record, so that none makes an object; one decoder has one. */
export class DecodeTools {
  readonly scan = new UsageScan()
  readonly #hash = new Hash64()
  readonly #texts = new TextCache()
  readonly #apns = new TextCache((apn) => apn.toLowerCase())
  /** The hash as it stands behind the source and the zero byte, with which ids begin. */
  #source = ''
  #sourceLow = 0
  #sourceHigh = 0

  isLabel(field: number): boolean {
    return this.scan.isText(field, 1, LONGEST_LABEL)
  }

  /** Whether a field is a label, or says nothing. */
  mayBeLabel(field: number): boolean {
    return !this.scan.has(field) || this.isLabel(field)
  }

  /** A label as the same string object each time; undefined when it is none. */
  label(field: number): string | undefined {
    if (!this.isLabel(field)) return undefined
    const { from, to } = this.scan
    return this.#texts.get(this.scan, from[field] ?? 0, to[field] ?? 0)
  }

  /** The ASCII text of a field, made anew. */
  text(field: number): string {
    const { bytes, from, to } = this.scan
    return asciiText(bytes, from[field] ?? 0, to[field] ?? 0)
  }

  /** The access point in lower case, as policies are held against it. */
  apn(): string | undefined {
    if (!this.isLabel(Field.apn)) return undefined
    const { from, to } = this.scan
    return this.#apns.get(this.scan, from[Field.apn] ?? 0, to[Field.apn] ?? 0)
  }

  /** One of a list of words; undefined when it is none of them. */
  word<Word extends string>(field: number, words: WordList<Word>): Word | undefined {
    const { view, tokens, from } = this.scan
    if (tokens[field] !== Token.text) return undefined
    return words.find(view, from[field] ?? 0)
  }

  /** A field of so many digits. */
  isDigits(field: number, least: number, most: number): boolean {
    const { view, from, to } = this.scan
    if (!this.scan.isText(field, least, most)) return false
    return isDecimal(view, from[field] ?? 0, to[field] ?? 0)
  }

  /** Whether a field is so many digits, or says nothing. */
  mayBeDigits(field: number, least: number, most: number): boolean {
    return !this.scan.has(field) || this.isDigits(field, least, most)
  }

  /** The hash of a text, to be read before the next. */
  hashOf(field: number): Hash64 {
    const { bytes, from, to } = this.scan
    return this.#hash
      .reset()
      .update(bytes, from[field] ?? 0, to[field] ?? 0)
      .finish()
  }

  /** Keeps the hash of the source for `hashInSource`; often it is that of the record before. */
  hashSource(source: string): void {
    if (source === this.#source) return
    this.#source = source
    const { bytes, from, to } = this.scan
    const hash = this.#hash.reset().update(bytes, from[Field.source] ?? 0, to[Field.source] ?? 0)
    hash.update(ZERO_BYTE, 0, 1)
    this.#sourceLow = hash.low
    this.#sourceHigh = hash.high
  }

  /** The hash of the source, a zero byte and a text, to be read before the next. */
  hashInSource(field: number): Hash64 {
    const { bytes, from, to } = this.scan
    const hash = this.#hash
    hash.low = this.#sourceLow
    hash.high = this.#sourceHigh
    return hash.update(bytes, from[field] ?? 0, to[field] ?? 0).finish()
  }
}
