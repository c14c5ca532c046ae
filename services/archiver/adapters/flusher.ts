import { setTimeout as sleep } from 'node:timers/promises'
import type { Part } from '#runtime/run-service.ts'

export interface FlusherOptions {
  flush(): Promise<void>
  /** From the end of one flush to the next. */
  readonly everyMs: number
}

/** Writes what has come in so far, again and again: a row waits no longer than this for others. */
export function createFlusher({ flush, everyMs }: FlusherOptions): Part {
  const stopping = new AbortController()
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => {})

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
      await flush()
    }
  }

  return {
    name: 'flusher',
    failed: failure.promise,
    async start() {
      run().catch((error: unknown) => failure.reject(error))
    },
    async stop() {
      stopping.abort()
    },
  }
}
