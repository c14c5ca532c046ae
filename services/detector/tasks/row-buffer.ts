import { blocksOf, type RowBlock, rowsIn } from '../card/row-block.ts'
import type { Clock, Mark, RowSink } from './ports.ts'

/** Of one row in memory, about: 80 bytes and eight for each of its measures. */
export const ROW_BYTES = 300

/** While the store is away rows come again and again: beyond so many blocks they are put together. */
const MOST_BLOCKS = 100

/**
 * Feature rows and marks of one partition on their way to the store. The newest version of a row
 * replaces one that still waits.
 */
export class RowBuffer {
  readonly #partition: number
  readonly #sink: RowSink
  readonly #clock: Clock
  #blocks: RowBlock[] = []
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

  add(blocks: readonly RowBlock[], marks: readonly Mark[] = []): void {
    for (const block of blocks) {
      this.#blocks.push(block)
      this.#waiting += block.count
    }
    if (this.#blocks.length > MOST_BLOCKS) this.#coalesce()
    this.#marks.push(...marks)
    if (this.size > 0) this.#oldestAtMs ??= this.#clock.nowMs()
  }

  /** Resolves when all that was added before is acknowledged. */
  flush(): Promise<void> {
    this.#flushes = this.#flushes.then(() => this.#insertWaiting())
    return this.#flushes
  }

  /** The newest version of each row alone. */
  #coalesce(): void {
    this.#blocks = blocksOf(rowsIn(this.#blocks))
    this.#waiting = this.#blocks.reduce((sum, { count }) => sum + count, 0)
  }

  async #insertWaiting(): Promise<void> {
    const blocks = this.#blocks
    const marks = this.#marks
    if (this.#waiting + marks.length === 0) return
    this.#inFlight = this.#waiting + marks.length
    this.#blocks = []
    this.#waiting = 0
    this.#marks = []
    await this.#sink.insert({ partition: this.#partition, blocks, marks })
    this.#inFlight = 0
    this.#oldestAtMs = this.size > 0 ? this.#clock.nowMs() : undefined
  }
}
