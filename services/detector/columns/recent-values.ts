import type { AmountKey } from '../domain/measure.ts'
import { CONTACT_ROWS, DATA_ROWS } from './card-head.ts'
import { MemberCounts } from './member-counts.ts'
import type { Flag, KeptPlan } from './plan.ts'
import { IN_CALLS, IN_DATA } from './plan.ts'
import {
  concurrentIn,
  gapIn,
  ROW_BLOCK,
  ROW_BYTES,
  ROW_CATEGORY,
  ROW_DURATION,
  ROW_FLAGS,
  ROW_GAP,
  ROW_MORE_FLAGS,
  ROW_PEER_HIGH,
  ROW_PEER_LOW,
  runIn,
} from './recent-row.ts'
import type { RecentRows } from './recent-rows.ts'
import type { Scene } from './scene.ts'

/** Half-open, epoch milliseconds. */
export interface TimeRange {
  readonly from: number
  readonly to: number
}

/** Reads a kept measure off the card's newest records; of a tally, the highest. */
export function recentValue(plan: KeptPlan, range: TimeRange, scene: Scene): number {
  const { measure } = plan
  switch (measure.kind) {
    case 'count':
      return countIn(plan, range, scene)
    case 'sum':
      return sumIn(plan, measure.amount, { range, scene })
    case 'largest':
      return largestIn(plan, range, scene)
    case 'distinct':
      return distinctIn(plan, range, scene)
    case 'greatest':
      return highestTally(plan, range, scene)
  }
}

let words = new Int32Array(0)
let doubles = new Float64Array(0)
let first = 0
let row = 0

/** Sets the cursor behind the newest row of a list; false when it has none. */
function begin(rows: RecentRows, list: number, scene: Scene): boolean {
  if (list === 0) return false
  const page = scene.store.memory.pageOf(list)
  words = page.words as Int32Array<ArrayBuffer>
  doubles = page.doubles as Float64Array<ArrayBuffer>
  first = rows.firstRow(list)
  row = first + rows.count(list) * rows.rowWords
  return true
}

/** Moves to the next older row of the range with the flag; false when there is none. */
function next(rowWords: number, { from, to }: TimeRange, { word, bit }: Flag): boolean {
  const flags = word === 0 ? ROW_FLAGS : ROW_MORE_FLAGS
  for (row -= rowWords; row >= first; row -= rowWords) {
    const time = doubles[row >> 1] ?? 0
    if (time < from) return false
    if (time < to && ((words[row + flags] ?? 0) & bit) !== 0) return true
  }
  return false
}

function countIn({ flag, index }: KeptPlan, range: TimeRange, scene: Scene): number {
  if (!flag) return 0
  const { store } = scene
  let count = 0
  if (IN_CALLS[index] && begin(store.contacts, scene.word(CONTACT_ROWS), scene)) {
    while (next(store.contacts.rowWords, range, flag)) count += 1
  }
  if (IN_DATA[index] && begin(store.data, scene.word(DATA_ROWS), scene)) {
    while (next(store.data.rowWords, range, flag)) count += 1
  }
  return count
}

interface Where {
  readonly range: TimeRange
  readonly scene: Scene
}

function sumIn({ flag }: KeptPlan, amount: AmountKey, { range, scene }: Where): number {
  if (!flag) return 0
  const { store } = scene
  let sum = 0
  if (amount === 'bytes') {
    if (!begin(store.data, scene.word(DATA_ROWS), scene)) return 0
    while (next(store.data.rowWords, range, flag)) sum += doubles[(row + ROW_BYTES) >> 1] ?? 0
    return sum
  }
  if (!begin(store.contacts, scene.word(CONTACT_ROWS), scene)) return 0
  while (next(store.contacts.rowWords, range, flag)) sum += amountIn(amount)
  return sum
}

function amountIn(amount: Exclude<AmountKey, 'bytes'>): number {
  if (amount === 'durationSeconds') return doubles[(row + ROW_DURATION) >> 1] ?? 0
  const gap = gapIn(words[row + ROW_GAP] ?? 0) ?? 0
  return amount === 'gapSeconds' ? gap : gap * gap
}

function largestIn({ flag, measure }: KeptPlan, range: TimeRange, scene: Scene): number {
  if (!flag || measure.kind !== 'largest') return 0
  const { store } = scene
  if (!begin(store.contacts, scene.word(CONTACT_ROWS), scene)) return 0
  let most = 0
  while (next(store.contacts.rowWords, range, flag)) {
    const packed = words[row + ROW_GAP] ?? 0
    most = Math.max(most, measure.amount === 'concurrent' ? concurrentIn(packed) : runIn(packed))
  }
  return most
}

/** Members of the walk made last. */
const seen = new MemberCounts()
/** The blocks of those, and how many of them are in each. */
const blocks = new MemberCounts()

function distinctIn(plan: KeptPlan, range: TimeRange, scene: Scene): number {
  gather(plan, range, scene)
  return seen.size
}

/** Fills `seen` with the members of a measure in a range. */
function gather(plan: KeptPlan, range: TimeRange, scene: Scene): void {
  const { flag, measure } = plan
  seen.clear()
  if (!flag || (measure.kind !== 'distinct' && measure.kind !== 'greatest')) return
  const { store } = scene
  const isCategory = measure.member === 'appCategory'
  const rows = isCategory ? store.data : store.contacts
  if (!begin(rows, scene.word(isCategory ? DATA_ROWS : CONTACT_ROWS), scene)) return
  while (next(rows.rowWords, range, flag)) {
    const low = words[row + (isCategory ? ROW_CATEGORY : ROW_PEER_LOW)] ?? 0
    const high = isCategory ? 1 : (words[row + ROW_PEER_HIGH] ?? 0)
    const block = measure.member === 'blockPeer' ? (words[row + ROW_BLOCK] ?? 0) : 1
    if ((low === 0 && (high === 0 || isCategory)) || block === 0) continue
    seen.note(low, high, block, weightOf(plan))
  }
}

function weightOf({ minusFlag }: KeptPlan): number {
  if (!minusFlag) return 1
  const flags = minusFlag.word === 0 ? ROW_FLAGS : ROW_MORE_FLAGS
  return ((words[row + flags] ?? 0) & minusFlag.bit) === 0 ? 1 : -1
}

function highestTally(plan: KeptPlan, range: TimeRange, scene: Scene): number {
  gather(plan, range, scene)
  let most = 0
  for (let at = 0; at < seen.size; at += 1) most = Math.max(most, seen.tallies[at] ?? 0)
  return most
}

/** Of a tally the record's own peer's. Most rows are of others, so that is what is asked first. */
export function ownTally(plan: KeptPlan, { from, to }: TimeRange, scene: Scene): number {
  const { flag } = plan
  const { store, peerLow, peerHigh } = scene
  if (!flag || (peerLow === 0 && peerHigh === 0)) return 0
  if (!begin(store.contacts, scene.word(CONTACT_ROWS), scene)) return 0
  const { rowWords } = store.contacts
  const flags = flag.word === 0 ? ROW_FLAGS : ROW_MORE_FLAGS
  let tally = 0
  for (row -= rowWords; row >= first; row -= rowWords) {
    const time = doubles[row >> 1] ?? 0
    if (time < from) break
    if (words[row + ROW_PEER_LOW] !== peerLow || words[row + ROW_PEER_HIGH] !== peerHigh) continue
    if (time < to && ((words[row + flags] ?? 0) & flag.bit) !== 0) tally += weightOf(plan)
  }
  return tally
}

/** More than the own peer's tally can be in a part of the range: nothing taken off. */
export function ownTallyBound(plan: KeptPlan, range: TimeRange, scene: Scene): number {
  return ownTally({ ...plan, minusFlag: undefined }, range, scene)
}

/** How many different members there are in each block. */
export function blockSizesIn(plan: KeptPlan, range: TimeRange, scene: Scene): number[] {
  gather(plan, range, scene)
  blocks.clear()
  for (let at = 0; at < seen.size; at += 1) blocks.note(seen.blocks[at] ?? 0, 0, 0, 1)
  return Array.from(blocks.tallies.subarray(0, blocks.size))
}
