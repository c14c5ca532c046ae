import type { Log } from './ports.ts'

const CARDS_AWAY = 'cards that it needs are still to come'
const FULL = 'the store is away:'

/** Whether a partition is read on, and if not, why. */
export class Reading {
  readonly #partition: number
  readonly #log: Log
  #pausedFor: string | undefined

  constructor(partition: number, log: Log) {
    this.#partition = partition
    this.#log = log
  }

  /** Undefined: it is read. */
  get pausedFor(): string | undefined {
    return this.#pausedFor
  }

  pause(reason: string): void {
    if (this.#pausedFor === reason) return
    this.#pausedFor = reason
    this.#log.pause(this.#partition, reason)
  }

  /** Reads on at an offset: behind the last record that was folded. */
  goOn(offset: bigint): void {
    this.#log.seek(this.#partition, offset)
    this.#resume()
  }

  get awaitsCards(): boolean {
    return this.#pausedFor === CARDS_AWAY
  }

  pauseForCards(): void {
    this.pause(CARDS_AWAY)
  }

  /** `full`: what of the bounds is reached, if any; `mayGoOn`: nothing is on its way to the store. */
  review(full: string | undefined, mayGoOn: boolean): void {
    if (this.awaitsCards) return
    if (full !== undefined) this.pause(`${FULL} ${full}`)
    else if (this.#pausedFor?.startsWith(FULL) && mayGoOn) this.#resume()
  }

  #resume(): void {
    this.#pausedFor = undefined
    this.#log.resume(this.#partition)
  }
}
