/** Two lanes of 32 bits over bytes, murmur-like: no secret, well spread over ids that count up. */
export class Hash64 {
  low = 0
  high = 0

  /** Begins anew. */
  reset(): this {
    this.low = 0x9e3779b1 | 0
    this.high = 0x85ebca77 | 0
    return this
  }

  /** Takes the bytes of [from, to) in. */
  update(bytes: Uint8Array, from: number, to: number): this {
    let { low, high } = this
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] ?? 0
      low = Math.imul(low ^ byte, 0x5bd1e995)
      low ^= low >>> 15
      high = Math.imul(high ^ (byte + 0x7f), 0x27d4eb2f)
      high ^= high >>> 13
    }
    this.low = low
    this.high = high
    return this
  }

  /** Takes a word of 32 bits in. */
  add(word: number): this {
    const low = Math.imul(this.low ^ word, 0x5bd1e995)
    this.low = low ^ (low >>> 15)
    const high = Math.imul(this.high ^ (word + 0x7f), 0x27d4eb2f)
    this.high = high ^ (high >>> 13)
    return this
  }

  /** Mixes the last bits through; both lanes are then signed 32-bit numbers. */
  finish(): this {
    this.low = mix(this.low ^ Math.imul(this.high, 0x165667b1))
    this.high = mix(this.high ^ Math.imul(this.low, 0x2545f491))
    return this
  }
}

function mix(word: number): number {
  let mixed = word
  mixed ^= mixed >>> 16
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
