import { setImmediate } from 'node:timers/promises'
import type { RefusedRecord } from './kafka-producer.ts'
import type { TopicRecords } from './send-requests.ts'

interface Waiting extends PromiseWithResolvers<readonly RefusedRecord[]> {
  readonly batch: readonly TopicRecords[]
  isGivenUp: boolean
}

/**
 * Joins what is sent while a request is under way into the next one: a broker takes one request of a
 * thousand records for the price of a few of ten. One at a time, so the order of the calls holds.
 */
export class SendQueue {
  readonly #sendAll: (batch: readonly TopicRecords[]) => Promise<readonly RefusedRecord[]>
  #waiting: Waiting[] = []
  #isSending = false

  constructor(sendAll: (batch: readonly TopicRecords[]) => Promise<readonly RefusedRecord[]>) {
    this.#sendAll = sendAll
  }

  /** Rejects when `signal` aborts: what is under way by then may have been sent. */
  async send(
    batch: readonly TopicRecords[],
    signal?: AbortSignal,
  ): Promise<readonly RefusedRecord[]> {
    signal?.throwIfAborted()
    const entry: Waiting = { ...Promise.withResolvers(), batch, isGivenUp: false }
    const giveUp = () => {
      entry.isGivenUp = true
      entry.reject(signal?.reason)
    }
    signal?.addEventListener('abort', giveUp, { once: true })
    this.#waiting.push(entry)
    void this.#sendWaiting()
    try {
      return await entry.promise
    } finally {
      signal?.removeEventListener('abort', giveUp)
    }
  }

  async #sendWaiting(): Promise<void> {
    if (this.#isSending) return
    this.#isSending = true
    await setImmediate()
    while (this.#waiting.length > 0) {
      const entries = this.#waiting.filter(({ isGivenUp }) => !isGivenUp)
      this.#waiting = []
      await this.#sendTogether(entries)
    }
    this.#isSending = false
  }

  async #sendTogether(entries: readonly Waiting[]): Promise<void> {
    try {
      const refused = await this.#sendAll(entries.flatMap(({ batch }) => batch))
      for (const { batch, resolve } of entries) resolve(refused.filter((one) => isOf(one, batch)))
    } catch (error) {
      for (const { reject } of entries) reject(error)
    }
  }
}

function isOf({ record }: RefusedRecord, batch: readonly TopicRecords[]): boolean {
  return batch.some(({ records }) => records.includes(record))
}
