import { setInterval } from 'node:timers/promises'
import { StackError } from '../../deploy/local/stack-error.ts'
import { type Observed, observe } from './observe.ts'
import type { StartOptions } from './options.ts'
import type { RunPlan } from './plan-run.ts'
import { createRates } from './rates.ts'
import type { Screen } from './screen.ts'

const LOOK_EVERY_MS = 1_000
/** A feed that is so far behind its time is no feed of this length any more. */
const LATEST_END_FACTOR = 2
const LATEST_END_MORE_MS = 60_000

export interface Watching {
  readonly plan: RunPlan
  readonly options: StartOptions
  readonly screen: Screen
  readonly signal: AbortSignal
}

/**
 * Shows the run, and returns when its feed is over; without --for that is never. Tells the seconds
 * from the start of this process to the first alert in ClickHouse; null: none came.
 */
export async function watch(
  observed: Observed,
  { plan, options, screen, signal }: Watching,
): Promise<number | null> {
  const ratesAt = createRates()
  const latestEndMs =
    performance.now() + plan.runSeconds * 1_000 * LATEST_END_FACTOR + LATEST_END_MORE_MS
  let firstAlertSeconds: number | null = null
  for await (const _ of setInterval(LOOK_EVERY_MS, undefined, { signal })) {
    const observation = await observe(observed)
    if (observation.alerts > 0) {
      firstAlertSeconds ??= Math.round(observation.atMs / 100) / 10
    }
    screen.show(observation, ratesAt(observation))
    if (options.forMs === null) continue
    if (observation.simulator?.done) return firstAlertSeconds
    if (performance.now() > latestEndMs) {
      throw new StackError(
        `The feed of ${plan.runSeconds} s has not ended: this machine is too slow for --cards ${options.cards} at --speed ${options.speed}`,
      )
    }
  }
  return firstAlertSeconds
}
