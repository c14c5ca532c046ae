import { setTimeout as sleep } from 'node:timers/promises'

export interface Pace {
  readonly startAt: number
  /** Null: for ever. */
  readonly endAt: number | null
  readonly speed: number
  readonly signal: AbortSignal
}

/** Often enough for a lively picture, seldom enough for full requests. */
const STEP_MS = 50

/**
 * The feed times to play up to, at `speed` times the wall. Whoever is slow is asked for more the next
 * time: nothing is left out. Throws when it is told to stop before the end.
 */
export async function* pacedFeedTimes({ startAt, endAt, speed, signal }: Pace) {
  const begunAt = performance.now()
  while (true) {
    signal.throwIfAborted()
    const feedTime = Math.floor(startAt + (performance.now() - begunAt) * speed)
    if (endAt !== null && feedTime >= endAt) {
      yield endAt
      return
    }
    const before = performance.now()
    yield feedTime
    const restMs = STEP_MS - (performance.now() - before)
    if (restMs > 0) await sleep(restMs, undefined, { signal })
  }
}
