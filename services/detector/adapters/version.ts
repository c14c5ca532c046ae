const OFFSET_BITS = 48n

/** `ver` of a row: a later record of the same log is higher, a log made anew higher than all before. */
export function versionOf(topicEpoch: number, offset: bigint): bigint {
  return (BigInt(topicEpoch) << OFFSET_BITS) | offset
}

/** The offset a version was made of. */
export function offsetOf(version: bigint): bigint {
  return BigInt.asUintN(Number(OFFSET_BITS), version)
}
