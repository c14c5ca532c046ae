import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from './logger.ts'

export interface RetryOptions {
  /** Ends the tries: the promise then rejects with the signal's reason. */
  readonly signal: AbortSignal
  readonly logger: Logger
  /** A verb phrase for the log: `insert into usage` becomes "Cannot insert into usage, …". */
  readonly what: string
  /** The first pause; it doubles up to `maxMs`, each with jitter. */
  readonly minMs?: number
  readonly maxMs?: number
  /** Errors that no repetition mends: they are thrown on at once. */
  readonly giveUpOn?: (error: unknown) => boolean
  readonly clock?: RetryClock
}

/** Time and chance, so that a test has its own. */
export interface RetryClock {
  nowMs(): number
  /** A number from 0 to below 1. */
  random(): number
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

const wallClock: RetryClock = {
  nowMs: () => performance.now(),
  random: Math.random,
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
}

/**
 * Tries for as long as it takes. Logs the first failure, then at growing intervals, then that it went
 * well again and how long it did not. An abort ends it at once; a try under way may still succeed.
 */
export async function retryForever<T>(action: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { signal, logger, what, minMs = 100, maxMs = 10_000, clock = wallClock } = options
  let failures = 0
  let awaySinceMs = 0
  let nextLineMs = 0
  while (true) {
    signal.throwIfAborted()
    try {
      const result = await untilAborted(action(), signal)
      if (failures > 0) logger.info({ failures, awayMs: awayMs() }, `Can ${what} again`)
      return result
    } catch (error) {
      if (signal.aborted) throw signal.reason
      if (options.giveUpOn?.(error)) throw error
      if (failures === 0) awaySinceMs = clock.nowMs()
      failures += 1
      if (awayMs() >= nextLineMs) {
        logger.warn({ err: error, failures, awayMs: awayMs() }, `Cannot ${what}, trying again`)
        nextLineMs = Math.max(FIRST_SILENCE_MS, nextLineMs * 2)
      }
      await pause(error)
    }
  }

  function awayMs(): number {
    return Math.round(clock.nowMs() - awaySinceMs)
  }

  async function pause(cause: unknown): Promise<void> {
    const ceilingMs = Math.min(maxMs, minMs * 2 ** Math.min(failures - 1, 20))
    try {
      await clock.sleep(ceilingMs * (0.5 + clock.random() / 2), signal)
    } catch {
      throw signal.reason ?? cause
    }
  }
}

async function untilAborted<T>(action: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort)
  try {
    return await Promise.race([action, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

/** Lines of one outage come at 0, 5, 10, 20, 40 s …: enough to see it lasts, too few to flood. */
const FIRST_SILENCE_MS = 5_000
