/** Two words of hash; kind, generations and newest slide; which slides. */
export const ROW = 4
/** Of a row's third word. */
export const KIND_MASK = 31
const GENERATIONS_MASK = 7
const SLIDE_SHIFT = 8
const GENERATION_SHIFT = 5
/** A level of sampling has so many bits of a word; kind 0 has none. */
const LEVEL_BITS = 4
const LEVEL_MASK = 15
/** Kinds of members, 0 among them: as many as fit a word of levels. */
export const MOST_KINDS = 8

/** Slides a row can tell apart: its newest and those before it. */
export const MOST_SLIDES = 32

export interface SlideRange {
  readonly from: number
  readonly to: number
}

/** Newest slide of a row. */
export function slideOf(meta: number): number {
  return meta >>> SLIDE_SHIFT
}

export function withSlide(meta: number, slide: number): number {
  return (slide << SLIDE_SHIFT) | (meta & 0xff)
}

/** Generations of contacts that a row is in, the newest one's bit lowest. */
export function generationsOf(meta: number): number {
  return (meta >>> GENERATION_SHIFT) & GENERATIONS_MASK
}

export function withGenerations(meta: number, generations: number): number {
  const kept = meta & ~(GENERATIONS_MASK << GENERATION_SHIFT)
  return kept | ((generations & GENERATIONS_MASK) << GENERATION_SHIFT)
}

/** Slides that a row's mask tells of, between two. */
export function isSeen(newest: number, mask: number, { from, to }: SlideRange): boolean {
  const last = Math.min(newest - from, MOST_SLIDES - 1)
  const first = Math.max(newest - to, 0)
  if (last < first) return false
  const upTo = last === MOST_SLIDES - 1 ? -1 : (1 << (last + 1)) - 1
  return (mask & upTo) >>> first !== 0
}

/** A member's tally in a period: its newest one, or the one before. */
export function countIn(meta: number, counts: number, slide: number): number {
  const newest = slideOf(meta)
  if (slide === newest) return counts >>> 16
  return slide === newest - 1 ? counts & 0xffff : 0
}

/** More than 65,535 calls to one number are as many. */
export function plusOne(counts: number, shift: 0 | 16): number {
  const count = (counts >>> shift) & 0xffff
  return count === 0xffff ? counts : counts + (1 << shift)
}

/** The level of a kind: each one up halves the members that are kept of it, and doubles what one counts. */
export function levelOf(levels: number, kind: number): number {
  return (levels >>> ((kind % MOST_KINDS) * LEVEL_BITS)) & LEVEL_MASK
}

export function withLevel(levels: number, kind: number, level: number): number {
  const shift = (kind % MOST_KINDS) * LEVEL_BITS
  return (levels & ~(LEVEL_MASK << shift)) | (level << shift)
}

/** Whether a member is kept at a level: always the same ones, of those of the level below. */
export function isSampled(level: number, low: number, high: number): boolean {
  if (level === 0) return true
  let hash = Math.imul(low ^ Math.imul(high, 0x165667b1), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35)
  return (hash ^ (hash >>> 13)) >>> (32 - level) === 0
}
