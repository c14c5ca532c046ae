import { MOST_INTERVALS } from '../domain/card-bounds.ts'
import { CONTACT_ROWS } from './card-head.ts'
import { type Flag, PLAN } from './plan.ts'
import {
  ROW_BLOCK,
  ROW_DURATION,
  ROW_FLAGS,
  ROW_GAP,
  ROW_MORE_FLAGS,
  ROW_PEER_HIGH,
  ROW_PEER_LOW,
  runIn,
} from './recent-row.ts'
import type { Scene } from './scene.ts'

const ROW_WORDS = 12

const CALL_OUT = flagOf('callsOutgoing')
const CALL = flagOf('callsConcurrent')

/** The newest outgoing call; `at` is 0 where there is none. */
export interface LastCall {
  at: number
  peerLow: number
  peerHigh: number
  block: number
  run: number
}

const last: LastCall = { at: 0, peerLow: 0, peerHigh: 0, block: 0, run: 0 }

/** Of the scene's card, before its record is folded in. The same object each time. */
export function lastCall(scene: Scene): LastCall {
  last.at = 0
  const list = scene.word(CONTACT_ROWS)
  if (list === 0) return last
  const { words, doubles } = scene.store.memory.pageOf(list)
  const first = scene.store.contacts.firstRow(list)
  let row = first + (scene.store.contacts.count(list) - 1) * ROW_WORDS
  for (; row >= first; row -= ROW_WORDS) {
    if (!has(words, row, CALL_OUT)) continue
    last.at = doubles[row >> 1] ?? 0
    last.peerLow = words[row + ROW_PEER_LOW] ?? 0
    last.peerHigh = words[row + ROW_PEER_HIGH] ?? 0
    last.block = words[row + ROW_BLOCK] ?? 0
    last.run = runIn(words[row + ROW_GAP] ?? 0)
    return last
  }
  return last
}

/** Whether the card called the record's peer in [from, to). */
export function calledPeerSince(
  scene: Scene,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  const list = scene.word(CONTACT_ROWS)
  if (list === 0) return false
  const { peerLow, peerHigh } = scene.fields
  const { words, doubles } = scene.store.memory.pageOf(list)
  const first = scene.store.contacts.firstRow(list)
  let row = first + (scene.store.contacts.count(list) - 1) * ROW_WORDS
  for (; row >= first; row -= ROW_WORDS) {
    const time = doubles[row >> 1] ?? 0
    if (time < from) return false
    if (time >= to || !has(words, row, CALL_OUT)) continue
    if (words[row + ROW_PEER_LOW] === peerLow && words[row + ROW_PEER_HIGH] === peerHigh)
      return true
  }
  return false
}

const starts = new Float64Array(MOST_INTERVALS)
const ends = new Float64Array(MOST_INTERVALS)

/** The most calls of the card at any moment of this one, itself counted; of the newest eight. */
export function overlapping(scene: Scene): number {
  const list = scene.word(CONTACT_ROWS)
  const ownStart = scene.eventTime
  const ownEnd = ownStart + scene.fact.durationSeconds * 1_000
  if (list === 0) return 1
  const { words, doubles } = scene.store.memory.pageOf(list)
  const first = scene.store.contacts.firstRow(list)
  let looked = 0
  let found = 0
  let row = first + (scene.store.contacts.count(list) - 1) * ROW_WORDS
  for (; row >= first && looked < MOST_INTERVALS; row -= ROW_WORDS) {
    if (!has(words, row, CALL)) continue
    looked += 1
    const start = doubles[row >> 1] ?? 0
    const end = start + (doubles[(row + ROW_DURATION) >> 1] ?? 0) * 1_000
    if (start >= ownEnd || ownStart >= end) continue
    starts[found] = Math.max(start, ownStart)
    ends[found] = end
    found += 1
  }
  return 1 + mostAtOnce(found, ownStart)
}

/** Of the intervals found: the most that hold one of their starts, or the record's own. */
function mostAtOnce(found: number, ownStart: number): number {
  let most = 0
  for (let moment = -1; moment < found; moment += 1) {
    const time = moment < 0 ? ownStart : (starts[moment] ?? 0)
    let count = 0
    for (let one = 0; one < found; one += 1) {
      if ((starts[one] ?? 0) <= time && time < (ends[one] ?? 0)) count += 1
    }
    most = Math.max(most, count)
  }
  return most
}

function has(words: Int32Array, row: number, { word, bit }: Flag): boolean {
  return ((words[row + (word === 0 ? ROW_FLAGS : ROW_MORE_FLAGS)] ?? 0) & bit) !== 0
}

function flagOf(name: string): Flag {
  const flag = PLAN.byName.get(name)?.flag
  if (!flag) throw new Error(`Cannot look for ${name}: it has no flag`)
  return flag
}
