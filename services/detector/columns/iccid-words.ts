import type { Iccid } from '#schemas/identifiers.ts'
import { hexadecimal, withoutPadding } from './byte-checks.ts'

/** A normalised ICCID: up to 20 hexadecimal digits, right-aligned, in three words, and how many. */
export interface IccidWords {
  iccidLow: number
  iccidMiddle: number
  iccidHigh: number
  iccidLength: number
}

/** The words of an ICCID as it came, between two places; false, and none set: it is none. */
export function takeIccid(bytes: Uint8Array, from: number, end: number, into: IccidWords): boolean {
  if (end - from < 18 || end - from > 32) return false
  const to = withoutPadding(bytes, from, end)
  const length = to - from
  if (length < 18 || length > 20) return false
  const high = hexadecimal(bytes, from, to - 16)
  const middle = hexadecimal(bytes, to - 16, to - 8)
  const low = hexadecimal(bytes, to - 8, to)
  if (high < 0 || middle < 0 || low < 0) return false
  into.iccidHigh = high
  into.iccidMiddle = middle | 0
  into.iccidLow = low | 0
  into.iccidLength = length
  return true
}

/** The words of a normalised ICCID. */
export function fillIccid(iccid: string, into: IccidWords): void {
  const digits = iccid.padStart(24, '0')
  into.iccidHigh = wordOf(digits.slice(0, 8))
  into.iccidMiddle = wordOf(digits.slice(8, 16))
  into.iccidLow = wordOf(digits.slice(16))
  into.iccidLength = iccid.length
}

/** The way back. */
export function iccidOf({ iccidHigh, iccidMiddle, iccidLow, iccidLength }: IccidWords): Iccid {
  const digits = hex(iccidHigh) + hex(iccidMiddle) + hex(iccidLow)
  return digits.slice(-iccidLength).toUpperCase() as Iccid
}

/** A hash of the words; ICCIDs count up in their last digits. */
export function hashOf({ iccidLow, iccidMiddle, iccidHigh }: IccidWords): number {
  const middle = Math.imul(iccidMiddle, 0x9e3779b1)
  let hash = Math.imul(iccidLow ^ middle ^ Math.imul(iccidHigh, 0x85ebca77), 0xc2b2ae3d)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x27d4eb2f)
  return hash ^ (hash >>> 13)
}

/** Eight hexadecimal digits as a signed word. */
function wordOf(digits: string): number {
  return Number.parseInt(digits, 16) | 0
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
