import type { Clock, Log } from './ports.ts'

/** A card could not be loaded: its records are read again after so long. Ours. */
const LOAD_AGAIN_MS = 1_000

const CARDS_AWAY = 'cards that it needs cannot be loaded'
const FULL = 'the store is away:'

interface ReadingPorts {
  readonly log: Log
  readonly clock: Clock
}

/** Whether a partition is read on, and if not, why. */
export class Reading {
  readonly #partition: number
  readonly #ports: ReadingPorts
  #pausedFor: string | undefined
  #pausedAtMs = 0

  constructor(partition: number, ports: ReadingPorts) {
    this.#partition = partition
    this.#ports = ports
  }

  /** Undefined: it is read. */
  get pausedFor(): string | undefined {
    return this.#pausedFor
  }

  pause(reason: string): void {
    if (this.#pausedFor === reason) return
    this.#pausedFor = reason
    this.#pausedAtMs = this.#ports.clock.nowMs()
    this.#ports.log.pause(this.#partition, reason)
  }

  /** Reads on at an offset: behind the last record that was folded. */
  goOn(offset: bigint): void {
    this.#ports.log.seek(this.#partition, offset)
    this.#resume()
  }

  pauseForCards(): void {
    this.pause(CARDS_AWAY)
  }

  /** The batch that it stopped in comes again, when it has waited for its cards for a while. */
  loadAgain(next: bigint): void {
    if (this.#pausedFor !== CARDS_AWAY) return
    if (this.#ports.clock.nowMs() - this.#pausedAtMs >= LOAD_AGAIN_MS) this.goOn(next)
  }

  /** `full`: what of the bounds is reached, if any; `mayGoOn`: nothing is on its way to the store. */
  review(full: string | undefined, mayGoOn: boolean): void {
    if (this.#pausedFor === CARDS_AWAY) return
    if (full !== undefined) this.pause(`${FULL} ${full}`)
    else if (this.#pausedFor?.startsWith(FULL) && mayGoOn) this.#resume()
  }

  #resume(): void {
    this.#pausedFor = undefined
    this.#ports.log.resume(this.#partition)
  }
}
