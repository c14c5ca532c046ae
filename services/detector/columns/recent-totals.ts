import { slidingSpan, type WindowName } from '../domain/window.ts'
import { CONTACT_ROWS, DATA_ROWS } from './cards.ts'
import type { ColumnStore } from './column-store.ts'
import type { Flag, KeptPlan } from './plan.ts'
import { PLAN } from './plan.ts'
import { gapIn, ROW_BYTES, ROW_DURATION, ROW_FLAGS, ROW_GAP, ROW_MORE_FLAGS } from './recent-row.ts'
import type { RecentRows } from './recent-rows.ts'
import { type RunningTotals, SHORT_WINDOWS } from './running-totals.ts'
import type { Scene } from './scene.ts'

const WINDOWS = SHORT_WINDOWS
/** Behind the windows one more, for any range. */
const RANGE = WINDOWS.length
/** From so many rows on, a list's totals are carried along. Measured. */
const BUSY_ROWS = 24
const FLAGS = 64
const WORD_FLAGS = 32

/** What calls are summed by: each has a place of its own behind the flags. */
const CALL_SUMS = [...PLAN.byName.values()].filter(
  ({ measure }) => measure.kind === 'sum' && measure.amount !== 'bytes',
)

/**
 * Counts by flag, and sums, of a card's newest records in all short windows, from one walk over them.
 * Saves a walk for each feature: some twenty a record. Calls and data are counted apart.
 */
export class RecentTotals {
  readonly #calls = new Int32Array((WINDOWS.length + 1) * FLAGS)
  readonly #data = new Int32Array((WINDOWS.length + 1) * FLAGS)
  readonly #bytes = new Float64Array((WINDOWS.length + 1) * FLAGS)
  readonly #callSums = CALL_SUMS.map(() => new Float64Array(WINDOWS.length + 1))
  readonly #starts = new Float64Array(WINDOWS.length)
  /** Which windows were filled, for a record in order; else the range alone. */
  #isRange = false
  #store: ColumnStore | undefined
  /** Blocks of totals that are carried along; 0 where rows were walked. */
  #callTotals = 0
  #dataTotals = 0

  /** For a record in order: all windows that end with its slide, or with its day. */
  fill(scene: Scene): void {
    const { store } = scene
    const calls = scene.word(CONTACT_ROWS)
    const data = scene.word(DATA_ROWS)
    this.#isRange = false
    this.#store = store
    this.#callTotals = openBusy(store.contactTotals, store.contacts, calls, scene)
    this.#dataTotals = openBusy(store.dataTotals, store.data, data, scene)
    if (this.#callTotals !== 0 && this.#dataTotals !== 0) return
    this.#clear()
    const { eventTime, day } = scene
    let from = day.start
    for (let at = 0; at < RANGE; at += 1) {
      const window = WINDOWS[at] ?? 'day'
      const start = window === 'day' ? day.start : slidingSpan(eventTime, window).start
      this.#starts[at] = start
      if (start < from) from = start
    }
    this.#walk(scene, { from, to: Number.POSITIVE_INFINITY })
  }

  /** For any range of times. */
  fillRange(scene: Scene, from: number, to: number): void {
    this.#isRange = true
    this.#callTotals = 0
    this.#dataTotals = 0
    this.#clear()
    this.#walk(scene, { from, to })
  }

  /** How many records with the measure's flag a window holds; undefined where it is not known. */
  count({ flag, index }: KeptPlan, window: WindowName): number | undefined {
    const place = this.#at(window)
    const at = place * FLAGS + numberOf(flag)
    let count: number | undefined = 0
    if (IN_CALLS[index]) {
      count = this.#callTotals === 0 ? this.#calls[at] : this.#running(index, place, false)
    }
    if (!IN_DATA[index] || count === undefined) return count
    const more = this.#dataTotals === 0 ? this.#data[at] : this.#running(index, place, true)
    return more === undefined ? undefined : count + more
  }

  /** Undefined where it is not known. */
  sum({ index, flag }: KeptPlan, window: WindowName): number | undefined {
    const at = this.#at(window)
    const place = SUM_PLACES[index] ?? -1
    if (place < 0 && this.#dataTotals !== 0) return this.#running(index, at, true)
    if (place < 0) return this.#bytes[at * FLAGS + numberOf(flag)]
    if (this.#callTotals !== 0) return this.#running(index, at, false)
    return this.#callSums[place]?.[at]
  }

  /** A total carried along; undefined: it is not. */
  #running(index: number, window: number, isData: boolean): number | undefined {
    const block = isData ? this.#dataTotals : this.#callTotals
    if (!this.#store) return undefined
    const totals = isData ? this.#store.dataTotals : this.#store.contactTotals
    return totals.valueAt(block, index, window)
  }

  #at(window: WindowName): number {
    return this.#isRange ? RANGE : WINDOWS.indexOf(window as (typeof WINDOWS)[number])
  }

  #clear(): void {
    this.#calls.fill(0)
    this.#data.fill(0)
    this.#bytes.fill(0)
    for (const sums of this.#callSums) sums.fill(0)
  }

  #walk(scene: Scene, range: { readonly from: number; readonly to: number }): void {
    const { store } = scene
    const calls = scene.word(CONTACT_ROWS)
    const data = scene.word(DATA_ROWS)
    if (calls !== 0 && this.#callTotals === 0) {
      this.#walkRows(store.contacts, calls, { scene, range, isData: false })
    }
    if (data !== 0 && this.#dataTotals === 0) {
      this.#walkRows(store.data, data, { scene, range, isData: true })
    }
  }

  #walkRows(
    rows: RecentRows,
    list: number,
    {
      scene,
      range,
      isData,
    }: {
      readonly scene: Scene
      readonly range: { readonly from: number; readonly to: number }
      readonly isData: boolean
    },
  ): void {
    const { words, doubles } = scene.store.memory.pageOf(list)
    const { rowWords } = rows
    const first = rows.firstRow(list)
    for (let row = first + (rows.count(list) - 1) * rowWords; row >= first; row -= rowWords) {
      const time = doubles[row >> 1] ?? 0
      if (time < range.from) return
      if (time >= range.to) continue
      if (this.#isRange) {
        this.#addRow(RANGE, row, { words, doubles, isData })
        continue
      }
      for (let window = 0; window < RANGE; window += 1) {
        if (time >= (this.#starts[window] ?? 0))
          this.#addRow(window, row, { words, doubles, isData })
      }
    }
  }

  #addRow(
    window: number,
    row: number,
    {
      words,
      doubles,
      isData,
    }: { readonly words: Int32Array; readonly doubles: Float64Array; readonly isData: boolean },
  ): void {
    const base = window * FLAGS
    const counts = isData ? this.#data : this.#calls
    let flags = words[row + ROW_FLAGS] ?? 0
    const bytes = isData ? (doubles[(row + ROW_BYTES) >> 1] ?? 0) : 0
    while (flags !== 0) {
      const bit = 31 - Math.clz32(flags & -flags)
      flags &= flags - 1
      counts[base + bit] = (counts[base + bit] ?? 0) + 1
      if (isData) this.#bytes[base + bit] = (this.#bytes[base + bit] ?? 0) + bytes
    }
    if (isData) return
    let more = words[row + ROW_MORE_FLAGS] ?? 0
    while (more !== 0) {
      const bit = 31 - Math.clz32(more & -more) + WORD_FLAGS
      more &= more - 1
      counts[base + bit] = (counts[base + bit] ?? 0) + 1
    }
    this.#addSums(window, row, { words, doubles })
  }

  #addSums(
    window: number,
    row: number,
    { words, doubles }: { readonly words: Int32Array; readonly doubles: Float64Array },
  ): void {
    for (let at = 0; at < CALL_SUMS.length; at += 1) {
      const { flag, measure } = CALL_SUMS[at] as KeptPlan
      if (!flag || measure.kind !== 'sum') continue
      const flags = words[row + (flag.word === 0 ? ROW_FLAGS : ROW_MORE_FLAGS)] ?? 0
      if ((flags & flag.bit) === 0) continue
      const gap = gapIn(words[row + ROW_GAP] ?? 0) ?? 0
      const amount =
        measure.amount === 'durationSeconds'
          ? (doubles[(row + ROW_DURATION) >> 1] ?? 0)
          : measure.amount === 'gapSeconds'
            ? gap
            : gap * gap
      const sums = this.#callSums[at]
      if (sums) sums[window] = (sums[window] ?? 0) + amount
    }
  }
}

function openBusy(totals: RunningTotals, rows: RecentRows, list: number, scene: Scene): number {
  return rows.count(list) < BUSY_ROWS ? 0 : totals.open(list, scene)
}

function numberOf(flag: Flag | undefined): number {
  return flag ? (FLAG_NUMBERS.get(flag) ?? 0) : 0
}

/** Bit numbers of flags: 0 to 31 in the first word, 32 to 63 in the second. */
const FLAG_NUMBERS = new Map<Flag, number>(
  [...PLAN.byName.values()].flatMap(({ flag }) =>
    flag ? [[flag, 31 - Math.clz32(flag.bit) + flag.word * WORD_FLAGS] as const] : [],
  ),
)

/** By the index of a measure: whether calls and messages, or data records, can be counted in it. */
export const IN_CALLS: readonly boolean[] = indexesOf(PLAN.contact)
export const IN_DATA: readonly boolean[] = indexesOf(PLAN.data)
const SUM_PLACES: readonly number[] = [...PLAN.byName.values()].map((plan) =>
  CALL_SUMS.indexOf(plan),
)

function indexesOf(plans: readonly KeptPlan[]): boolean[] {
  const holds = Array<boolean>(PLAN.byName.size).fill(false)
  for (const { index } of plans) holds[index] = true
  return holds
}
