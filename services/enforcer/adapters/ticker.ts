import { setInterval } from 'node:timers/promises'
import type { Producer } from '#runtime/kafka-producer.ts'
import type { Part } from '#runtime/run-service.ts'
import type { Tick } from '#schemas/card-event.ts'
import { ENFORCEMENT_LOG } from './kafka-sinks.ts'

const EVERY_MS = 10_000
/** The key of what concerns every tenant. */
const PLATFORM = 'platform'

/** Writes the wall clock into enforcement.events: at the start and every 10 s. */
export function ticker(producer: Producer): Part & { readonly failed: Promise<never> } {
  const stopping = new AbortController()
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => {})

  async function tick(): Promise<void> {
    const record: Tick = { kind: 'tick', eventTime: Date.now() }
    const value = JSON.stringify(record)
    await producer.send(ENFORCEMENT_LOG.topic, [{ key: PLATFORM, value }], stopping.signal)
  }

  async function run(): Promise<void> {
    for await (const _ of setInterval(EVERY_MS, undefined, { signal: stopping.signal }))
      await tick()
  }

  return {
    name: 'ticker',
    failed: failure.promise,
    async start(signal) {
      signal.addEventListener('abort', () => stopping.abort(signal.reason), { once: true })
      await tick()
      run().catch((error: unknown) => {
        if (!stopping.signal.aborted) failure.reject(error)
      })
    },
    async stop() {
      stopping.abort(new Error('The ticker has stopped'))
    },
  }
}
