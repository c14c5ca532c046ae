/** When each of the newest records was acknowledged; older ones are forgotten. */
export class SentTimes {
  readonly #capacity: number
  readonly #ids: string[] = []
  readonly #times = new Map<string, number>()
  #next = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** The first time counts: a copy that follows tells nobody anything. */
  add(id: string, time: number): void {
    if (this.#times.has(id)) return
    const oldest = this.#ids[this.#next]
    if (oldest !== undefined) this.#times.delete(oldest)
    this.#ids[this.#next] = id
    this.#next = (this.#next + 1) % this.#capacity
    this.#times.set(id, time)
  }

  get(id: string): number | undefined {
    return this.#times.get(id)
  }
}
