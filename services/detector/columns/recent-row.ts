/** Words of a recent record behind its time (0, 1) and its id (2, 3). */
export const ROW_FLAGS = 4

/** Of a call or message. */
export const ROW_PEER_LOW = 5
export const ROW_PEER_HIGH = 6
/** Leading digits of the number behind a 1; 0 where not known. */
export const ROW_BLOCK = 7
/** A double. */
export const ROW_DURATION = 8
export const ROW_MORE_FLAGS = 10
/** Gap to the call before (12 bits, all set: none), calls at one time (4), run in a block (16). */
export const ROW_GAP = 11

/** Of a data record: hash of the app category, 0 for none, and the bytes as a double. */
export const ROW_CATEGORY = 5
export const ROW_BYTES = 6

const NO_GAP = 0xfff
const MOST_RUN = 0xffff

export interface GapParts {
  readonly gapSeconds: number | undefined
  readonly concurrent: number
  readonly blockRun: number | undefined
}

export function packGap({ gapSeconds = NO_GAP, concurrent, blockRun = 0 }: GapParts): number {
  return (Math.min(blockRun, MOST_RUN) << 16) | (concurrent << 12) | gapSeconds
}

/** Seconds; undefined where none was counted. */
export function gapIn(word: number): number | undefined {
  const gap = word & NO_GAP
  return gap === NO_GAP ? undefined : gap
}

export function concurrentIn(word: number): number {
  return (word >>> 12) & 0xf
}

export function runIn(word: number): number {
  return word >>> 16
}
