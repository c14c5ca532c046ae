import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Condition } from './condition.ts'

const MAX_LAG_MS = 5_000
const NANOSECONDS_PER_MS = 1e6

/** True while nothing has held the event loop for 5 s since it was last asked. */
export function eventLoopCondition(maxLagMs = MAX_LAG_MS): {
  readonly condition: Condition
  close(): void
} {
  const delay = monitorEventLoopDelay({ resolution: 100 })
  delay.enable()
  return {
    condition() {
      const lagMs = Math.round(delay.max / NANOSECONDS_PER_MS)
      delay.reset()
      if (lagMs < maxLagMs) return { ok: true }
      return { ok: false, reason: `The event loop was held for ${lagMs} ms` }
    },
    close: () => delay.disable(),
  }
}
