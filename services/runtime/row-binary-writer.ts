const FIRST_SIZE_BYTES = 65_536

/** Writes values in ClickHouse's RowBinary format into one growing buffer. */
export class RowBinaryWriter {
  #buffer: Buffer
  #length = 0

  constructor(sizeBytes = FIRST_SIZE_BYTES) {
    this.#buffer = Buffer.allocUnsafe(sizeBytes)
  }

  get lengthBytes(): number {
    return this.#length
  }

  /** Drops what was written after this length, such as a row that could not be finished. */
  truncate(lengthBytes: number): void {
    this.#length = Math.min(lengthBytes, this.#length)
  }

  /** What was written. The writer must not be used afterwards. */
  finish(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  uint8(value: number): void {
    this.#reserve(1)
    this.#length = this.#buffer.writeUInt8(value, this.#length)
  }

  uint16(value: number): void {
    this.#reserve(2)
    this.#length = this.#buffer.writeUInt16LE(value, this.#length)
  }

  uint32(value: number): void {
    this.#reserve(4)
    this.#length = this.#buffer.writeUInt32LE(value, this.#length)
  }

  uint64(value: bigint | number): void {
    this.#reserve(8)
    this.#length = this.#buffer.writeBigUInt64LE(BigInt(value), this.#length)
  }

  int64(value: bigint | number): void {
    this.#reserve(8)
    this.#length = this.#buffer.writeBigInt64LE(BigInt(value), this.#length)
  }

  float32(value: number): void {
    this.#reserve(4)
    this.#length = this.#buffer.writeFloatLE(value, this.#length)
  }

  float64(value: number): void {
    this.#reserve(8)
    this.#length = this.#buffer.writeDoubleLE(value, this.#length)
  }

  /** A string is UTF-8 with its size before it; bytes go in as they are. */
  string(value: string | Uint8Array): void {
    const sizeBytes = typeof value === 'string' ? Buffer.byteLength(value) : value.length
    this.size(sizeBytes)
    this.#reserve(sizeBytes)
    if (typeof value === 'string') this.#buffer.write(value, this.#length)
    else this.#buffer.set(value, this.#length)
    this.#length += sizeBytes
  }

  /** A count, seven bits a byte, lowest first. */
  size(value: number): void {
    this.#reserve(5)
    let rest = value
    while (rest >= 0x80) {
      this.#buffer[this.#length++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.#buffer[this.#length++] = rest
  }

  #reserve(sizeBytes: number): void {
    const needed = this.#length + sizeBytes
    if (needed <= this.#buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2))
    this.#buffer.copy(larger, 0, 0, this.#length)
    this.#buffer = larger
  }
}
