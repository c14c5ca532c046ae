import type { Iccid } from '#schemas/identifiers.ts'
import type { WindowName } from '../domain/window.ts'
import { type MeasureName, measureList } from '../features/catalogue.ts'
import type { FeatureRow } from '../ports.ts'
import { TextColumn } from './text-column.ts'
import { wider } from './wider.ts'

const FIRST_ROWS = 64

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

/** What a row is of. */
export interface RowHead {
  readonly iccid: FeatureRow['iccid']
  readonly windowStart: number
  readonly tenant: string
  /** Place of the record that made it. */
  readonly offset: number
  /** Log time. */
  readonly asOf: number
}

/**
 * Feature rows of one window, column by column. There is a row for nearly every record: as objects
 * they took two thirds of its time. Rows stay in the order they came; of two with one key the later
 * one is the newer.
 */
export class RowBlock {
  readonly windowKind: WindowName
  readonly measures: readonly MeasureName[]
  readonly iccids = new TextColumn()
  /** By the number that a row has in `tenantPlaces`. */
  readonly tenants: string[] = []
  readonly #tenantNumbers = new Map<string, number>()
  #tenants: Uint32Array
  #starts: Float64Array
  #offsets: Float64Array
  #asOfs: Float64Array
  #values: Float64Array<ArrayBuffer>[]

  /** `rows`: as many as are likely to come. */
  constructor(windowKind: WindowName, rows = FIRST_ROWS) {
    this.windowKind = windowKind
    this.measures = measuresIn(windowKind)
    this.#tenants = new Uint32Array(rows)
    this.#starts = new Float64Array(rows)
    this.#offsets = new Float64Array(rows)
    this.#asOfs = new Float64Array(rows)
    this.#values = this.measures.map(() => new Float64Array(rows))
  }

  get count(): number {
    return this.iccids.count
  }

  /** Adds a row without values; gives its number. */
  add({ iccid, windowStart, tenant, offset, asOf }: RowHead): number {
    const row = this.count
    if (row === this.#starts.length) this.#grow()
    this.iccids.add(iccid)
    this.#tenants[row] = this.#numberOf(tenant)
    this.#starts[row] = windowStart
    this.#offsets[row] = offset
    this.#asOfs[row] = asOf
    return row
  }

  /** Sets a measure, by its place in `measures`; NaN: the row has none. */
  set(row: number, measure: number, value: number): void {
    const values = this.#values[measure]
    if (values) values[row] = value
  }

  get starts(): Float64Array {
    return this.#starts.subarray(0, this.count)
  }

  get offsets(): Float64Array {
    return this.#offsets.subarray(0, this.count)
  }

  get asOfs(): Float64Array {
    return this.#asOfs.subarray(0, this.count)
  }

  get tenantPlaces(): Uint32Array {
    return this.#tenants.subarray(0, this.count)
  }

  /** Of a measure, by its place in `measures`. NaN: the row has none. */
  valuesOf(measure: number): Float64Array {
    return (this.#values[measure] ?? new Float64Array(0)).subarray(0, this.count)
  }

  /** A row by itself. */
  rowOf(row: number): FeatureRow {
    const values = this.measures.map((name, measure) => {
      const value = this.#values[measure]?.[row] ?? Number.NaN
      return [name, Number.isNaN(value) ? null : value] as const
    })
    return {
      iccid: this.iccids.at(row) as Iccid,
      windowKind: this.windowKind,
      windowStart: this.#starts[row] ?? 0,
      tenant: this.tenants[this.#tenants[row] ?? 0] ?? '',
      measures: Object.fromEntries(values),
      offset: BigInt(this.#offsets[row] ?? 0),
      asOf: this.#asOfs[row] ?? 0,
    }
  }

  #numberOf(tenant: string): number {
    const before = this.#tenantNumbers.get(tenant)
    if (before !== undefined) return before
    this.#tenantNumbers.set(tenant, this.tenants.length)
    return this.tenants.push(tenant) - 1
  }

  #grow(): void {
    const row = this.count
    this.#tenants = wider(this.#tenants, row)
    this.#starts = wider(this.#starts, row)
    this.#offsets = wider(this.#offsets, row)
    this.#asOfs = wider(this.#asOfs, row)
    this.#values = this.#values.map((values) => wider(values, row))
  }
}

/** The rows of blocks one by one, of each key the newest. */
export function rowsIn(blocks: readonly RowBlock[]): FeatureRow[] {
  const rows = new Map<string, FeatureRow>()
  for (const block of blocks) {
    for (let number = 0; number < block.count; number += 1) {
      const row = block.rowOf(number)
      rows.set(`${row.iccid}/${row.windowKind}/${row.windowStart}`, row)
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
    const row = block.add({ ...one, offset: Number(one.offset) })
    block.measures.forEach((name, measure) => {
      block.set(row, measure, one.measures[name] ?? Number.NaN)
    })
  }
  return [...blocks.values()]
}
