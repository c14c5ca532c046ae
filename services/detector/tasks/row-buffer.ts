import type { FeatureRow } from '../ports.ts'
import type { Clock, Mark, RowSink } from './ports.ts'

/** Of one row in memory, about; measured with the plain core. */
export const ROW_BYTES = 500

/** While the store is away rows come again and again: so often they are put together. */
const MOST_BATCHES = 8

/**
 * Feature rows and marks of one partition on their way to the store. The newest version of a row
 * replaces one that still waits.
 */
export class RowBuffer {
  readonly #partition: number
  readonly #sink: RowSink
  readonly #clock: Clock
  /** As they came; no two of one batch have the same key. */
  #batches: (readonly FeatureRow[])[] = []
  #marks: Mark[] = []
  #inFlight = 0
  #waiting = 0
  #flushes = Promise.resolve()
  #oldestAtMs: number | undefined

  constructor(partition: number, sink: RowSink, clock: Clock) {
    this.#partition = partition
    this.#sink = sink
    this.#clock = clock
  }

  /** Rows and marks not acknowledged yet. */
  get size(): number {
    return this.#waiting + this.#marks.length + this.#inFlight
  }

  get isFlushing(): boolean {
    return this.#inFlight > 0
  }

  /** How long the oldest has waited. */
  get waitedMs(): number {
    return this.#oldestAtMs === undefined ? 0 : this.#clock.nowMs() - this.#oldestAtMs
  }

  add(rows: readonly FeatureRow[], marks: readonly Mark[] = []): void {
    if (rows.length > 0) this.#batches.push(rows)
    this.#waiting += rows.length
    if (this.#batches.length > MOST_BATCHES) this.#coalesce()
    this.#marks.push(...marks)
    if (this.size > 0) this.#oldestAtMs ??= this.#clock.nowMs()
  }

  /** Resolves when all that was added before is acknowledged. */
  flush(): Promise<void> {
    this.#flushes = this.#flushes.then(() => this.#insertWaiting())
    return this.#flushes
  }

  /** One batch of the newest version of each. */
  #coalesce(): void {
    if (this.#batches.length < 2) return
    const newest = new Map<string, FeatureRow>()
    for (const batch of this.#batches) for (const row of batch) newest.set(keyOf(row), row)
    this.#batches = [[...newest.values()]]
    this.#waiting = newest.size
  }

  async #insertWaiting(): Promise<void> {
    this.#coalesce()
    const rows = this.#batches.flat()
    const marks = this.#marks
    if (rows.length + marks.length === 0) return
    this.#batches = []
    this.#waiting = 0
    this.#marks = []
    this.#inFlight = rows.length + marks.length
    await this.#sink.insert({ partition: this.#partition, rows, marks })
    this.#inFlight = 0
    this.#oldestAtMs = this.size > 0 ? this.#clock.nowMs() : undefined
  }
}

function keyOf({ iccid, windowKind, windowStart }: FeatureRow): string {
  return `${iccid}/${windowKind}/${windowStart}`
}
