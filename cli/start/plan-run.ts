import { StackError } from '../../deploy/local/stack-error.ts'

const SECOND_MS = 1_000
const DAY_MS = 86_400 * SECOND_MS

/** Where the first feed begins: 08:00 of a Tuesday in Shanghai without holidays around it. */
const FIRST_MORNING = Date.parse('2026-09-15T08:00:00+08:00')
/** Kafka and the detector refuse what is ahead of their own clock. */
const MARGIN_MS = 5 * 60 * SECOND_MS
/** A run worth starting. */
const LEAST_RUN_SECONDS = 60

export interface RunPlan {
  /** Where the feed begins, epoch milliseconds. */
  readonly startAt: number
  /** Of the fleet: no two starts on the same data share a card or an event id. */
  readonly seed: number
  /** How long the feed can go on, wall seconds. */
  readonly runSeconds: number
}

export interface PlanOptions {
  readonly seed: number
  readonly speed: number
  readonly forMs: number | null
  /** The newest time that the kept data know of; null: there are none. */
  readonly newestFeedTime: number | null
  /** The wall, epoch milliseconds. */
  readonly now: number
}

/**
 * Each start plays the morning after the newest time that is kept, since time never moves back, with
 * another fleet. The feed stays in the past. Throws a StackError when no room is left for it.
 */
export function planRun({ seed, speed, forMs, newestFeedTime, now }: PlanOptions): RunPlan {
  const day =
    newestFeedTime === null
      ? 0
      : Math.max(0, Math.floor((newestFeedTime - FIRST_MORNING) / DAY_MS) + 1)
  const startAt = FIRST_MORNING + day * DAY_MS
  const roomSeconds = Math.floor((now - MARGIN_MS - startAt) / speed / SECOND_MS)
  const wantedSeconds = forMs === null ? null : forMs / SECOND_MS
  if (roomSeconds < (wantedSeconds ?? LEAST_RUN_SECONDS)) {
    const begin = new Date(startAt).toISOString()
    throw new StackError(
      `Cannot play a feed that begins at ${begin} and stays in the past: npm run reset begins anew, a lower --speed takes less time`,
    )
  }
  return { startAt, seed: seed * 1_000 + day, runSeconds: wantedSeconds ?? roomSeconds }
}
