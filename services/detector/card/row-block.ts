import type { WindowName } from '../domain/window.ts'
import { type MeasureName, measureList } from '../features/catalogue.ts'
import type { FeatureRow } from '../ports.ts'
import type { RowStamp } from './changed-rows.ts'

const FIRST_ROWS = 64

/** What a row is of. */
export interface RowHead extends RowStamp {
  readonly iccid: FeatureRow['iccid']
  readonly windowStart: number
  readonly tenant: string
}

/** The measures that stand in the rows of a window, in one order. */
export function measuresIn(window: WindowName): readonly MeasureName[] {
  const before = MEASURES_IN.get(window)
  if (before) return before
  const names = measureList
    .filter(([, { windows, hidden }]) => !hidden && windows.some((one) => one === window))
    .map(([name]) => name)
  MEASURES_IN.set(window, names)
  return names
}

const MEASURES_IN = new Map<WindowName, readonly MeasureName[]>()

/**
 * Feature rows of one window, column by column. There is a row for nearly every record: as objects
 * they took two thirds of its time. Rows stay in the order they came; of two with one key the later
 * one is the newer.
 */
export class RowBlock {
  readonly windowKind: WindowName
  readonly measures: readonly MeasureName[]
  readonly iccids: FeatureRow['iccid'][] = []
  readonly tenants: string[] = []
  #starts = new Float64Array(FIRST_ROWS)
  #offsets = new Float64Array(FIRST_ROWS)
  #asOfs = new Float64Array(FIRST_ROWS)
  #values: Float64Array

  constructor(windowKind: WindowName) {
    this.windowKind = windowKind
    this.measures = measuresIn(windowKind)
    this.#values = new Float64Array(FIRST_ROWS * this.measures.length)
  }

  get count(): number {
    return this.iccids.length
  }

  /** Adds a row without values; gives its number. */
  add({ iccid, windowStart, tenant, offset, asOf }: RowHead): number {
    const row = this.iccids.length
    if (row === this.#starts.length) this.#grow()
    this.iccids.push(iccid)
    this.tenants.push(tenant)
    this.#starts[row] = windowStart
    this.#offsets[row] = Number(offset)
    this.#asOfs[row] = asOf
    return row
  }

  /** Sets a measure, by its place in `measures`; NaN: the row has none. */
  set(row: number, measure: number, value: number): void {
    this.#values[row * this.measures.length + measure] = value
  }

  startOf(row: number): number {
    return this.#starts[row] ?? 0
  }

  offsetOf(row: number): bigint {
    return BigInt(this.#offsets[row] ?? 0)
  }

  asOfOf(row: number): number {
    return this.#asOfs[row] ?? 0
  }

  /** NaN: the row has none. */
  valueOf(row: number, measure: number): number {
    return this.#values[row * this.measures.length + measure] ?? Number.NaN
  }

  /** A row by itself. */
  rowOf(row: number): FeatureRow {
    const values = this.measures.map((name, measure) => {
      const value = this.valueOf(row, measure)
      return [name, Number.isNaN(value) ? null : value] as const
    })
    return {
      iccid: this.iccids[row] ?? '',
      windowKind: this.windowKind,
      windowStart: this.startOf(row),
      tenant: this.tenants[row] ?? '',
      measures: Object.fromEntries(values),
      offset: this.offsetOf(row),
      asOf: this.asOfOf(row),
    }
  }

  #grow(): void {
    this.#starts = wider(this.#starts)
    this.#offsets = wider(this.#offsets)
    this.#asOfs = wider(this.#asOfs)
    this.#values = wider(this.#values)
  }
}

/** The rows of blocks one by one, of each key the newest. */
export function rowsIn(blocks: readonly RowBlock[]): FeatureRow[] {
  const rows = new Map<string, FeatureRow>()
  for (const block of blocks) {
    for (let number = 0; number < block.count; number += 1) {
      const key = `${block.iccids[number]}/${block.windowKind}/${block.startOf(number)}`
      rows.set(key, block.rowOf(number))
    }
  }
  return [...rows.values()]
}

/** Rows in blocks, one for each window. */
export function blocksOf(rows: readonly FeatureRow[]): RowBlock[] {
  const blocks = new Map<WindowName, RowBlock>()
  for (const one of rows) {
    const block = blocks.get(one.windowKind) ?? new RowBlock(one.windowKind)
    blocks.set(one.windowKind, block)
    const row = block.add(one)
    block.measures.forEach((name, measure) => {
      block.set(row, measure, one.measures[name] ?? Number.NaN)
    })
  }
  return [...blocks.values()]
}

function wider(from: Float64Array): Float64Array<ArrayBuffer> {
  const to = new Float64Array(from.length * 2)
  to.set(from)
  return to
}
