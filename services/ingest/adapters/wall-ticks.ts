import { setInterval } from 'node:timers/promises'
import type { Part } from '#runtime/run-service.ts'
import type { Ticker } from '../ports.ts'

export interface WallTickOptions {
  readonly everyMs: number
  /** The wall clock but in tests. */
  readonly nowMs?: () => number
}

/** One tick at once and then one each period, with the wall's time (CLOCK=wall). */
export function wallTicks(
  ticker: Ticker,
  { everyMs, nowMs = Date.now }: WallTickOptions,
): Part & { readonly failed: Promise<never> } {
  const stopping = new AbortController()
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => {})
  let running = Promise.resolve()

  async function run(): Promise<void> {
    const { signal } = stopping
    await ticker.tick(nowMs(), signal)
    for await (const _ of setInterval(everyMs, undefined, { signal })) {
      // After an outage the interval makes up for what it missed: one tick is enough.
      if (nowMs() - ticker.lastTick < everyMs / 2) continue
      await ticker.tick(nowMs(), signal)
    }
  }

  return {
    name: 'wall ticks',
    failed: failure.promise,
    async start() {
      running = run().catch((error: unknown) => {
        if (!stopping.signal.aborted) failure.reject(error)
      })
    },
    async stop() {
      stopping.abort(new Error('The ticks have stopped'))
      await running
    },
  }
}
