const SEED = 0x9747b28c
const M = 0x5bd1e995

/**
 * The partition that Java's client, and kafkajs's default partitioner, give a key: murmur2 of its UTF-8.
 * kafkajs works it out in big integers, which takes longer than all else of a small record.
 */
export function partitionOfKey(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key)) & 0x7fff_ffff) % partitions
}

/** 32 bits, signed. */
function murmur2(bytes: Uint8Array): number {
  const { length } = bytes
  let hash = SEED ^ length
  let at = 0
  for (; at + 4 <= length; at += 4) {
    const word = wordAt(bytes, at, 4)
    const mixed = Math.imul(word, M)
    hash = Math.imul(hash, M) ^ Math.imul(mixed ^ (mixed >>> 24), M)
  }
  if (at < length) hash = Math.imul(hash ^ wordAt(bytes, at, length - at), M)
  hash = Math.imul(hash ^ (hash >>> 13), M)
  return hash ^ (hash >>> 15)
}

/** Up to four bytes, the lowest first. */
function wordAt(bytes: Uint8Array, at: number, count: number): number {
  let word = 0
  for (let byte = 0; byte < count; byte += 1) word |= (bytes[at + byte] ?? 0) << (byte * 8)
  return word
}
