import {
  generationsOf,
  isSampled,
  KIND_MASK,
  levelOf,
  MOST_KINDS,
  ROW,
  slideOf,
  withGenerations,
  withLevel,
} from './member-rows.ts'

/**
 * Members of one kind that a window counts exactly. Beyond them every second one is left out, again
 * and again, and what stays stands for the rest: a standard error of 3 to 4 % of more than a thousand.
 * A sample keeps the slides of each member, which registers would not. Ours.
 */
const MOST_MEMBERS = 1_024
/** Members with a tally; of more, those with the lowest are forgotten. Ours. */
const MOST_TALLIES = 4_096
/** Contacts; of more, the oldest generation is forgotten. Ours. */
const MOST_CONTACTS = 8_192
const OLDEST_GENERATION = 4

/** Rows of a table that is full, to be gone through before it is built anew. */
export interface FullTable {
  readonly words: Int32Array
  /** First word of the first row, and behind the last. */
  readonly first: number
  readonly end: number
  /** Of each kind the first slide that is still needed. */
  readonly oldest: ArrayLike<number>
  /** Kinds that keep tallies, a bit each. */
  readonly tallyKinds: number
  readonly levels: number
}

/** Drops what no window needs, and what is too much: a dropped row's third word is 0. Gives the levels. */
export function boundRows(table: FullTable): number {
  dropOld(table)
  const isSmall = table.end - table.first <= MOST_MEMBERS * ROW
  if (isSmall && table.levels === 0) return 0
  boundContacts(table)
  boundTallies(table)
  return boundMembers(table)
}

function dropOld({ words, first, end, oldest, tallyKinds }: FullTable): void {
  for (let row = first; row < end; row += ROW) {
    const meta = words[row + 2] ?? 0
    const kind = meta & KIND_MASK
    if (meta === 0 || slideOf(meta) >= (oldest[kind] ?? 0)) continue
    if (generationsOf(meta) === 0) words[row + 2] = 0
    else if ((tallyKinds & (1 << kind)) === 0) words[row + 3] = 0
  }
}

function boundContacts(table: FullTable): void {
  for (let generation = OLDEST_GENERATION; generation > 1; generation >>= 1) {
    if (countContacts(table) <= MOST_CONTACTS) return
    forget(table, generation, 0)
  }
  for (let level = 1; countContacts(table) > MOST_CONTACTS; level += 1) forget(table, 1, level)
}

function countContacts({ words, first, end }: FullTable): number {
  let count = 0
  for (let row = first; row < end; row += ROW) {
    if (generationsOf(words[row + 2] ?? 0) !== 0) count += 1
  }
  return count
}

/** Takes contacts out of a generation: all, or at a level those that are not sampled. */
function forget({ words, first, end }: FullTable, generation: number, level: number): void {
  for (let row = first; row < end; row += ROW) {
    const meta = words[row + 2] ?? 0
    if ((generationsOf(meta) & generation) === 0) continue
    if (level > 0 && isSampled(level, words[row] ?? 0, words[row + 1] ?? 0)) continue
    const left = withGenerations(meta, generationsOf(meta) & ~generation)
    words[row + 2] = generationsOf(left) === 0 && words[row + 3] === 0 ? 0 : left
  }
}

function boundTallies({ words, first, end, tallyKinds }: FullTable): void {
  for (let lowest = 1; ; lowest *= 2) {
    let count = 0
    for (let row = first; row < end; row += ROW) {
      const meta = words[row + 2] ?? 0
      if (meta !== 0 && (tallyKinds & (1 << (meta & KIND_MASK))) !== 0) count += 1
    }
    if (count <= MOST_TALLIES) return
    for (let row = first; row < end; row += ROW) {
      const kind = (words[row + 2] ?? 0) & KIND_MASK
      const counts = words[row + 3] ?? 0
      const isLow = Math.max(counts >>> 16, counts & 0xffff) <= lowest
      if ((tallyKinds & (1 << kind)) !== 0 && isLow) words[row + 2] = 0
    }
  }
}

function boundMembers(table: FullTable): number {
  let { levels } = table
  const counts = countMembers(table)
  for (let kind = 1; kind < MOST_KINDS; kind += 1) {
    let count = counts[kind] ?? 0
    if (count === 0) levels = withLevel(levels, kind, 0)
    while (count > MOST_MEMBERS) {
      levels = withLevel(levels, kind, levelOf(levels, kind) + 1)
      count = sample(table, kind, levelOf(levels, kind))
    }
  }
  return levels
}

function countMembers({ words, first, end, tallyKinds }: FullTable): Int32Array {
  const counts = new Int32Array(KIND_MASK + 1)
  for (let row = first; row < end; row += ROW) {
    const meta = words[row + 2] ?? 0
    const kind = meta & KIND_MASK
    if (meta === 0 || words[row + 3] === 0 || (tallyKinds & (1 << kind)) !== 0) continue
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

/** Leaves the members of a kind out that are not sampled; a contact stays one. Gives how many are left. */
function sample({ words, first, end }: FullTable, kind: number, level: number): number {
  let count = 0
  for (let row = first; row < end; row += ROW) {
    const meta = words[row + 2] ?? 0
    if (meta === 0 || (meta & KIND_MASK) !== kind || words[row + 3] === 0) continue
    if (isSampled(level, words[row] ?? 0, words[row + 1] ?? 0)) count += 1
    else if (generationsOf(meta) !== 0) words[row + 3] = 0
    else words[row + 2] = 0
  }
  return count
}
