import type { FeatureRow } from '../ports.ts'
import type { Clock, Mark, RowSink } from './ports.ts'

/** Of one row in memory, about; measured with the plain core. */
export const ROW_BYTES = 500

/**
 * Feature rows and marks of one partition on their way to the store. The newest version of a row
 * replaces one that still waits.
 */
export class RowBuffer {
  readonly #partition: number
  readonly #sink: RowSink
  readonly #clock: Clock
  #rows = new Map<string, FeatureRow>()
  #marks: Mark[] = []
  #inFlight = 0
  #flushes = Promise.resolve()
  #oldestAtMs: number | undefined

  constructor(partition: number, sink: RowSink, clock: Clock) {
    this.#partition = partition
    this.#sink = sink
    this.#clock = clock
  }

  /** Rows and marks not acknowledged yet. */
  get size(): number {
    return this.#rows.size + this.#marks.length + this.#inFlight
  }

  get isFlushing(): boolean {
    return this.#inFlight > 0
  }

  /** How long the oldest has waited. */
  get waitedMs(): number {
    return this.#oldestAtMs === undefined ? 0 : this.#clock.nowMs() - this.#oldestAtMs
  }

  add(rows: readonly FeatureRow[], marks: readonly Mark[] = []): void {
    for (const row of rows) this.#rows.set(keyOf(row), row)
    this.#marks.push(...marks)
    if (this.size > 0) this.#oldestAtMs ??= this.#clock.nowMs()
  }

  /** Resolves when all that was added before is acknowledged. */
  flush(): Promise<void> {
    this.#flushes = this.#flushes.then(() => this.#insertWaiting())
    return this.#flushes
  }

  async #insertWaiting(): Promise<void> {
    const rows = [...this.#rows.values()]
    const marks = this.#marks
    if (rows.length + marks.length === 0) return
    this.#rows = new Map()
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
