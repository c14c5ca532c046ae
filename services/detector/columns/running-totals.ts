import type { KeptMeasure } from '../domain/measure.ts'
import { isSliding, SLIDING, type WindowName } from '../domain/window.ts'
import { type Memory, type Page, wordIn } from './memory.ts'
import type { KeptPlan } from './plan.ts'
import { PLAN } from './plan.ts'
import { gapIn, ROW_BYTES, ROW_FLAGS, ROW_GAP, ROW_MORE_FLAGS } from './recent-row.ts'
import type { RecentRows } from './recent-rows.ts'
import type { Scene } from './scene.ts'

/** Windows that are read from records, shortest first. */
export const SHORT_WINDOWS = [
  '5m',
  '10m',
  '1h',
  'day',
  '1d',
] as const satisfies readonly WindowName[]

/** What a record adds to a total. */
type Amount = 'one' | 'bytes' | 'gap' | 'gapSquare'

/** One total: of the records with a flag, in a window. */
interface Total {
  readonly column: number
  readonly word: number
  readonly bit: number
  readonly amount: Amount
}

/** Before the totals, as doubles: the start of each window; NaN: all is to be counted anew. */
const STARTS = SHORT_WINDOWS.length

/**
 * Counts and sums of a busy card's newest records in all short windows, carried along: a record is
 * added once to each window and taken off when its slide has left. A list with few records is walked
 * instead, which is as fast and takes no room. Only whole numbers are carried, so nothing is lost in
 * adding and taking off.
 */
export class RunningTotals {
  readonly #memory: Memory
  readonly #rows: RecentRows
  /** By window. */
  readonly #totals: readonly (readonly Total[])[]
  /** By measure and window: its column, or -1. */
  readonly #columns: Int16Array
  readonly #words: number

  constructor(memory: Memory, rows: RecentRows, plans: readonly KeptPlan[]) {
    this.#memory = memory
    this.#rows = rows
    const layout = layOut(plans)
    this.#totals = layout.totals
    this.#columns = layout.columns
    this.#words = (STARTS + layout.count) * 2
  }

  /** Counts the row inserted last, which is the newest of its list; others are counted when read. */
  add(list: number, scene: Scene): void {
    const block = this.#rows.totalsOf(list)
    if (block === 0) return
    const page = this.#memory.pageOf(block)
    const at = wordIn(block) >> 1
    if (!this.#isNewest(list)) {
      page.doubles[at] = Number.NaN
      return
    }
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

  /** A total of an open block; undefined where none is carried. */
  valueAt(block: number, index: number, window: number): number | undefined {
    const column = this.#columns[index * STARTS + window] ?? -1
    if (column < 0) return undefined
    return this.#memory.pageOf(block).doubles[(wordIn(block) >> 1) + STARTS + column]
  }

  #isNewest(list: number): boolean {
    const { rowWords, row } = this.#rows
    return row === this.#rows.firstRow(list) + (this.#rows.count(list) - 1) * rowWords
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
    const totals = this.#totals[window] as readonly Total[]
    const flags = words[row + ROW_FLAGS] ?? 0
    const more = words[row + ROW_MORE_FLAGS] ?? 0
    for (let n = 0; n < totals.length; n += 1) {
      const { column, word, bit, amount } = totals[n] as Total
      if (((word === 0 ? flags : more) & bit) === 0) continue
      const place = at + STARTS + column
      const added = amount === 'one' ? 1 : amountOf(amount, { words, doubles, row })
      into[place] = (into[place] ?? 0) + sign * added
    }
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

function amountOf(amount: Exclude<Amount, 'one'>, { words, doubles, row }: Row): number {
  if (amount === 'bytes') return doubles[(row + ROW_BYTES) >> 1] ?? 0
  const gap = gapIn(words[row + ROW_GAP] ?? 0) ?? 0
  return amount === 'gap' ? gap : gap * gap
}

function startOf(window: number, { eventTime, day }: Scene): number {
  const { slideMs, sizeMs } = SPANS[window] as (typeof SPANS)[number]
  return slideMs === 0 ? day.start : (Math.floor(eventTime / slideMs) + 1) * slideMs - sizeMs
}

/** Sizes and slides of the short windows; of the local day, none. */
const SPANS = SHORT_WINDOWS.map((window) =>
  isSliding(window) ? SLIDING[window] : { sizeMs: 0, slideMs: 0 },
)

/** Measures with the same filter and amount share their totals. */
function layOut(plans: readonly KeptPlan[]) {
  const totals: Total[][] = SHORT_WINDOWS.map(() => [])
  const columns = new Int16Array(PLAN.byName.size * STARTS).fill(-1)
  const known = new Map<string, number>()
  for (const { index, flag, measure } of plans) {
    const amount = amountIn(measure)
    if (!flag || !amount) continue
    for (const [window, name] of SHORT_WINDOWS.entries()) {
      if (!measure.windows.some((one) => one === name)) continue
      const key = `${flag.word}/${flag.bit}/${amount}/${name}`
      const column = known.get(key) ?? known.size
      if (!known.has(key)) totals[window]?.push({ column, ...flag, amount })
      known.set(key, column)
      columns[index * STARTS + window] = column
    }
  }
  return { totals, columns, count: known.size }
}

/** Undefined for what may have parts: it is added up each time. */
function amountIn(measure: KeptMeasure): Amount | undefined {
  if (measure.kind !== 'sum') return 'one'
  switch (measure.amount) {
    case 'bytes':
      return 'bytes'
    case 'gapSeconds':
      return 'gap'
    case 'gapSquare':
      return 'gapSquare'
    case 'durationSeconds':
      return undefined
  }
}
