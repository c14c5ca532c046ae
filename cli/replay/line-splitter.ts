/** A line of a file, numbered from 1; one too long to hold has only its size. */
export type Line =
  | { readonly number: number; readonly bytes: Uint8Array }
  | { readonly number: number; readonly sizeBytes: number }

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, CARRIAGE_RETURN])
const BYTE_ORDER_MARK = Buffer.from('\uFEFF')

/**
 * Bytes to lines. Only a line feed ends a line: U+2028 and U+2029 are plain characters of a JSON
 * string. A carriage return before it, a byte order mark before the first line and blank lines are
 * left out. Holds no more of a line than the maximum, however long it is.
 */
export class LineSplitter {
  readonly #maximumBytes: number
  #parts: Buffer[] = []
  #sizeBytes = 0
  #number = 0

  constructor({ maximumBytes }: { readonly maximumBytes: number }) {
    this.#maximumBytes = maximumBytes
  }

  /** The lines that these bytes end. */
  push(chunk: Buffer): Line[] {
    const lines: Line[] = []
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      this.#hold(chunk.subarray(start, end))
      lines.push(...this.#finish())
      start = end + 1
    }
    this.#hold(chunk.subarray(start))
    return lines
  }

  /** The last line, when no line feed ended it. */
  end(): Line[] {
    return this.#finish()
  }

  #hold(part: Buffer): void {
    this.#sizeBytes += part.length
    if (this.#sizeBytes > this.#maximumBytes) this.#parts = []
    else if (part.length > 0) this.#parts.push(part)
  }

  #finish(): Line[] {
    const parts = this.#parts
    const sizeBytes = this.#sizeBytes
    this.#parts = []
    this.#sizeBytes = 0
    this.#number += 1
    const number = this.#number
    if (sizeBytes > this.#maximumBytes) return [{ number, sizeBytes }]
    const whole = joined(parts)
    const bytes = withoutReturn(number === 1 ? withoutMark(whole) : whole)
    return bytes.every((byte) => BLANKS.has(byte)) ? [] : [{ number, bytes }]
  }
}

function joined(parts: readonly Buffer[]): Buffer {
  const [only] = parts
  return only && parts.length === 1 ? only : Buffer.concat(parts)
}

function withoutMark(line: Buffer): Buffer {
  const { length } = BYTE_ORDER_MARK
  return line.subarray(0, length).equals(BYTE_ORDER_MARK) ? line.subarray(length) : line
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line
}
