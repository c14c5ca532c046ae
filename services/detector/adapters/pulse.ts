import { setInterval } from 'node:timers/promises'
import type { Part } from '#runtime/run-service.ts'

export interface PulseOptions {
  beat(): void
  readonly everyMs: number
}

/** Calls again and again, so that what is due happens on quiet partitions too. */
export function pulse({ beat, everyMs }: PulseOptions): Part {
  const stopping = new AbortController()
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => {})

  async function run(): Promise<void> {
    const { signal } = stopping
    for await (const _ of setInterval(everyMs, undefined, { signal })) beat()
  }

  return {
    name: 'pulse',
    failed: failure.promise,
    async start() {
      run().catch((error: unknown) => {
        if (!stopping.signal.aborted) failure.reject(error)
      })
    },
    async stop() {
      stopping.abort()
    },
  }
}
