import { hash } from 'node:crypto'

const CHARACTERS = 26
/** Hexadecimal digits that hold at least the 130 bits of 26 base32 digits. */
const HEX_DIGITS = 33
const SPARE_BITS = 2n

/**
 * 26 characters that depend on the parts alone: the same log gives the same ids, so what is sent
 * twice has one effect. The first 130 bits of the parts' sha256, as base32 digits 0-9a-v.
 */
export function deriveId(...parts: readonly string[]): string {
  const digest = hash('sha256', JSON.stringify(parts)).slice(0, HEX_DIGITS)
  return (BigInt(`0x${digest}`) >> SPARE_BITS).toString(32).padStart(CHARACTERS, '0')
}
