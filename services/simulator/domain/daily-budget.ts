import { localDay } from './local-time.ts'

/** What may be used up in a local day, so that no month goes over its limit. */
export class DailyBudget {
  readonly #perDay: number
  #day = Number.NaN
  #left = 0

  constructor(perDay: number) {
    this.#perDay = perDay
  }

  /** What is left of the day of `time`. */
  left(time: number): number {
    const day = localDay(time)
    if (day !== this.#day) {
      this.#day = day
      this.#left = this.#perDay
    }
    return this.#left
  }

  /** Takes what is wanted or what is left, whichever is less. */
  take(time: number, wanted: number): number {
    const taken = Math.min(wanted, this.left(time))
    this.#left -= taken
    return taken
  }
}
