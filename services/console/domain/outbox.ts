/** A line of a stream of events, `data` already written out. */
export interface Message {
  readonly id: string
  readonly event: string
  readonly data: string
}

export interface OutboxOptions {
  /** What may wait, in characters. */
  readonly limit: number
  /** Comes first; it is there already and does not count. */
  readonly before: Iterable<Message>
  /** The reader is too slow; called once. */
  onOverflow(): void
}

/** What still has to go to one reader. Bounded: a reader who does not read costs no memory. */
export class Outbox implements AsyncIterable<Message> {
  readonly #options: OutboxOptions
  #waiting: Message[] = []
  #size = 0
  #isClosed = false
  #wake = Promise.withResolvers<void>()

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  push(message: Message): void {
    if (this.#isClosed) return
    this.#waiting.push(message)
    this.#size += message.data.length + message.id.length
    this.#wake.resolve()
    if (this.#size <= this.#options.limit) return
    this.close()
    this.#options.onOverflow()
  }

  /** Ends it; what waits is forgotten. */
  close(): void {
    this.#isClosed = true
    this.#waiting = []
    this.#wake.resolve()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Message> {
    yield* this.#options.before
    while (!this.#isClosed) {
      await this.#wake.promise
      this.#wake = Promise.withResolvers()
      const messages = this.#waiting
      this.#waiting = []
      for (const message of messages) {
        if (this.#isClosed) return
        this.#size -= message.data.length + message.id.length
        yield message
      }
    }
  }
}
