import type { WindowName } from '../domain/window.ts'
import { CONTACT_ROWS, DATA_ROWS } from './card-head.ts'
import type { ColumnStore } from './column-store.ts'
import { ListTotals, type RowRange } from './list-totals.ts'
import type { KeptPlan } from './plan.ts'
import { IN_CALLS, IN_DATA, PLAN } from './plan.ts'
import type { Scene } from './scene.ts'
import { SHORT_WINDOWS } from './totals-layout.ts'

/** Calls and messages; data records. */
export const CALLS = 1
export const DATA = 2

/**
 * Counts and sums of a card's newest records in the short windows, all from one walk: it saves one for
 * each feature, some twenty a record.
 */
export class RecentTotals {
  readonly #calls: ListTotals
  readonly #data: ListTotals

  constructor({ contacts, contactTotals, data, dataTotals }: ColumnStore) {
    this.#calls = new ListTotals(contacts, contactTotals, PLAN.contact)
    this.#data = new ListTotals(data, dataTotals, PLAN.data)
  }

  /** For a record in order: all windows that end with its slide, or with its day. */
  read(scene: Scene): void {
    this.#calls.read(scene.word(CONTACT_ROWS), scene)
    this.#data.read(scene.word(DATA_ROWS), scene)
  }

  /** One window alone, wherever it lies. Tells of what it holds records: the sum of `CALLS` and `DATA`. */
  readRange(window: number, range: RowRange, scene: Scene): number {
    const hasCalls = this.#calls.readRange(scene.word(CONTACT_ROWS), window, range, scene)
    const hasData = this.#data.readRange(scene.word(DATA_ROWS), window, range, scene)
    return (hasCalls ? CALLS : 0) | (hasData ? DATA : 0)
  }

  /**
   * How many records a measure counts in a window, or of one that sums, how much; undefined where it is
   * not known.
   */
  total({ index }: KeptPlan, window: WindowName): number | undefined {
    return this.totalAt(index, SHORT_WINDOWS.indexOf(window as (typeof SHORT_WINDOWS)[number]))
  }

  /** The same by the measure's index and the window's number. */
  totalAt(index: number, window: number): number | undefined {
    const calls = IN_CALLS[index] ? this.#calls.valueAt(index, window) : 0
    const data = IN_DATA[index] ? this.#data.valueAt(index, window) : 0
    return calls === undefined || data === undefined ? undefined : calls + data
  }
}
