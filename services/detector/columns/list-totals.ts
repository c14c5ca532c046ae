import type { KeptPlan } from './plan.ts'
import type { RecentRows } from './recent-rows.ts'
import type { RunningTotals } from './running-totals.ts'
import type { Scene } from './scene.ts'
import {
  addToTotals,
  layOutTotals,
  SHORT_COUNT,
  startOf,
  type Total,
  type TotalsLayout,
} from './totals-layout.ts'

/** From so many rows on, a list's totals are carried along. Measured. */
const BUSY_ROWS = 24

/** Half-open, epoch milliseconds. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/** The totals of one of a card's lists of newest records over the short windows, read when asked for. */
export class ListTotals {
  readonly #rows: RecentRows
  readonly #running: RunningTotals
  readonly #layout: TotalsLayout
  readonly #totals: Float64Array
  readonly #into: { readonly into: Float64Array; readonly at: number; readonly sign: 1 }
  readonly #starts = new Float64Array(SHORT_COUNT)
  /** Of totals that are carried along; 0: the rows were walked. */
  #block = 0

  constructor(rows: RecentRows, running: RunningTotals, plans: readonly KeptPlan[]) {
    this.#rows = rows
    this.#running = running
    this.#layout = layOutTotals(plans, 'all')
    this.#totals = new Float64Array(this.#layout.count)
    this.#into = { into: this.#totals, at: 0, sign: 1 }
  }

  /** Reads all windows that end with the scene's record, which came in order. */
  read(list: number, scene: Scene): void {
    const isBusy = this.#rows.count(list) >= BUSY_ROWS
    this.#block = isBusy ? this.#running.open(list, scene) : 0
    if (!isBusy) this.#walk(list, scene)
  }

  /** Reads one window alone, from one time up to another. Tells whether it holds any record. */
  readRange(list: number, window: number, { from, to }: RowRange, scene: Scene): boolean {
    this.#block = 0
    this.#totals.fill(0)
    if (list === 0) return false
    let hasAny = false
    const totals = this.#layout.totals[window] as readonly Total[]
    const { words, doubles } = scene.store.memory.pageOf(list)
    const { rowWords } = this.#rows
    const first = this.#rows.firstRow(list)
    let row = first + (this.#rows.count(list) - 1) * rowWords
    for (; row >= first; row -= rowWords) {
      const time = doubles[row >> 1] ?? 0
      if (time < from) return hasAny
      if (time >= to) continue
      hasAny = true
      addToTotals(totals, { words, doubles, row }, this.#into)
    }
    return hasAny
  }

  /** Of a measure over a window that was read; undefined where it is not known. */
  valueAt(index: number, window: number): number | undefined {
    if (this.#block !== 0) return this.#running.valueAt(this.#block, index, window)
    const column = this.#layout.columns[index * SHORT_COUNT + window] ?? -1
    return column < 0 ? undefined : this.#totals[column]
  }

  #walk(list: number, scene: Scene): void {
    this.#totals.fill(0)
    if (list === 0) return
    const earliest = this.#setStarts(scene)
    const { words, doubles } = scene.store.memory.pageOf(list)
    const { rowWords } = this.#rows
    const first = this.#rows.firstRow(list)
    let row = first + (this.#rows.count(list) - 1) * rowWords
    for (; row >= first; row -= rowWords) {
      const time = doubles[row >> 1] ?? 0
      if (time < earliest) return
      for (let window = 0; window < SHORT_COUNT; window += 1) {
        if (time < (this.#starts[window] ?? 0)) continue
        const totals = this.#layout.totals[window] as readonly Total[]
        addToTotals(totals, { words, doubles, row }, this.#into)
      }
    }
  }

  #setStarts(scene: Scene): number {
    let earliest = scene.day.start
    for (let window = 0; window < SHORT_COUNT; window += 1) {
      const start = startOf(window, scene)
      this.#starts[window] = start
      if (start < earliest) earliest = start
    }
    return earliest
  }
}
