import { Hash64 } from './hash64.ts'

const encoder = new TextEncoder()
const hash = new Hash64()
/** The high lane's bits that a double holds beside the low one. */
const HIGH_BITS = 0x1fffff
const TWO_32 = 4_294_967_296

/** A text as the number that stands for it: 53 bits of its hash. */
export function memberOf(text: string): number {
  const bytes = encoder.encode(text)
  const { low, high } = hash.reset().update(bytes, 0, bytes.length).finish()
  return memberNumber(low, high)
}

/** Two lanes of a hash as one exact number. */
export function memberNumber(low: number, high: number): number {
  return (high & HIGH_BITS) * TWO_32 + (low >>> 0)
}
