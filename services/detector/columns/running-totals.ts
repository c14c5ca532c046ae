import { type Memory, type Page, wordIn } from './memory.ts'
import type { KeptPlan } from './plan.ts'
import type { RecentRows } from './recent-rows.ts'
import type { Scene } from './scene.ts'
import {
  addToTotals,
  layOutTotals,
  SHORT_COUNT,
  startOf,
  type Total,
  type TotalsLayout,
} from './totals-layout.ts'

/** Before the totals, as doubles: the start of each window; NaN: all is to be counted anew. */
const STARTS = SHORT_COUNT

/**
 * Counts and sums of a busy card's newest records in all short windows, carried along: a record is
 * added once to each window and taken off when its slide has left. A list with few records is walked
 * instead, which is as fast and takes no room. Only whole numbers are carried, so nothing is lost in
 * adding and taking off.
 */
export class RunningTotals {
  readonly #memory: Memory
  readonly #rows: RecentRows
  readonly #layout: TotalsLayout
  readonly #words: number

  constructor(memory: Memory, rows: RecentRows, plans: readonly KeptPlan[]) {
    this.#memory = memory
    this.#rows = rows
    this.#layout = layOutTotals(plans, 'whole')
    this.#words = (STARTS + this.#layout.count) * 2
  }

  /** Counts the row inserted last. One of an earlier slide has all be counted anew when it is read. */
  add(list: number, scene: Scene): void {
    const block = this.#rows.totalsOf(list)
    if (block === 0) return
    const page = this.#memory.pageOf(block)
    const at = wordIn(block) >> 1
    if (!this.#advance(list, { page, at }, scene)) return
    const { words, doubles } = this.#rows.page
    for (let window = 0; window < STARTS; window += 1) {
      this.#put(window, { words, doubles, row: this.#rows.row, sign: 1, into: page.doubles, at })
    }
  }

  /** The totals of a busy list, all windows ending with the scene's record: for `valueAt`. */
  open(list: number, scene: Scene): number {
    let block = this.#rows.totalsOf(list)
    if (block === 0) {
      block = this.#memory.allocate(this.#words)
      this.#rows.setTotals(list, block)
      this.#memory.pageOf(block).doubles[wordIn(block) >> 1] = Number.NaN
    }
    const place = { page: this.#memory.pageOf(block), at: wordIn(block) >> 1 }
    if (!this.#advance(list, place, scene)) this.#countAnew(list, place, scene)
    return block
  }

  /** Gives the totals of a list back that goes itself. */
  free(list: number): void {
    const block = this.#rows.totalsOf(list)
    if (block !== 0) this.#memory.free(block, this.#words)
  }

  /** A total of an open block; undefined where none is carried. */
  valueAt(block: number, index: number, window: number): number | undefined {
    const column = this.#layout.columns[index * STARTS + window] ?? -1
    if (column < 0) return undefined
    return this.#memory.pageOf(block).doubles[(wordIn(block) >> 1) + STARTS + column]
  }

  /** Takes off what has left the windows. False when all is to be counted anew. */
  #advance(list: number, { page, at }: Place, scene: Scene): boolean {
    const starts = page.doubles
    if (Number.isNaN(starts[at] ?? Number.NaN)) return false
    for (let window = 0; window < STARTS; window += 1) {
      const before = starts[at + window] ?? 0
      const start = startOf(window, scene)
      if (start === before) continue
      if (start < before) {
        starts[at] = Number.NaN
        return false
      }
      this.#takeOff(list, { window, from: before, to: start, into: starts, at })
      starts[at + window] = start
    }
    return true
  }

  #takeOff(
    list: number,
    {
      window,
      from,
      to,
      into,
      at,
    }: { readonly window: number; readonly from: number } & {
      readonly to: number
    } & Into,
  ): void {
    const { words, doubles } = this.#memory.pageOf(list)
    const { rowWords } = this.#rows
    const end = this.#rows.firstRow(list) + this.#rows.count(list) * rowWords
    for (let row = this.#firstFrom(list, from); row < end; row += rowWords) {
      if ((doubles[row >> 1] ?? 0) >= to) return
      this.#put(window, { words, doubles, row, sign: -1, into, at })
    }
  }

  /** The first row at or above a time; rows are by time. */
  #firstFrom(list: number, time: number): number {
    const { doubles } = this.#memory.pageOf(list)
    const { rowWords } = this.#rows
    const first = this.#rows.firstRow(list)
    let low = 0
    let high = this.#rows.count(list)
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((doubles[(first + middle * rowWords) >> 1] ?? 0) < time) low = middle + 1
      else high = middle
    }
    return first + low * rowWords
  }

  #countAnew(list: number, { page, at }: Place, scene: Scene): void {
    page.doubles.fill(0, at, at + this.#words / 2)
    const { words, doubles } = this.#memory.pageOf(list)
    const { rowWords } = this.#rows
    const end = this.#rows.firstRow(list) + this.#rows.count(list) * rowWords
    for (let window = 0; window < STARTS; window += 1) {
      const start = startOf(window, scene)
      page.doubles[at + window] = start
      for (let row = this.#firstFrom(list, start); row < end; row += rowWords) {
        this.#put(window, { words, doubles, row, sign: 1, into: page.doubles, at })
      }
    }
  }

  /** Adds a row to a window's totals, or takes it off. */
  #put(window: number, { words, doubles, row, sign, into, at }: Putting): void {
    const totals = this.#layout.totals[window] as readonly Total[]
    addToTotals(totals, { words, doubles, row }, { into, at: at + STARTS, sign })
  }
}

interface Place {
  readonly page: Page
  /** First double of the block. */
  readonly at: number
}

interface Into {
  readonly into: Float64Array
  readonly at: number
}

interface Row {
  readonly words: Int32Array
  readonly doubles: Float64Array
  readonly row: number
}

interface Putting extends Row, Into {
  readonly sign: 1 | -1
}
