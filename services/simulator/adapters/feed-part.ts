import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '#runtime/logger.ts'
import type { Part } from '#runtime/run-service.ts'
import { openFeed, type Player, type Run } from '../pipeline.ts'
import { pacedFeedTimes } from './paced-feed-times.ts'

export interface FeedPartOptions {
  readonly run: Run
  readonly logger: Logger
  readonly startAt: number
  readonly endAt: number | null
  readonly speed: number
  /** Between the profiles and the first usage, for those who read both. */
  readonly profileLeadMs: number
  readonly onLag: (seconds: number) => void
}

const STOP_WITHIN_MS = 2_000

/** Plays the feed from its start to its end, in the background; the process lives on. */
export function feedPart(options: FeedPartOptions): Part {
  const { run, logger, startAt, endAt, speed, profileLeadMs, onLag } = options
  const stopping = new AbortController()
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => {})
  let playing: Promise<void> = Promise.resolve()

  async function* feedTimes() {
    for await (const feedTime of pacedFeedTimes({
      startAt,
      endAt,
      speed,
      signal: stopping.signal,
    })) {
      onLag((feedTime - run.state.feedNow) / speed / 1_000)
      yield feedTime
    }
  }

  async function play(player: Player): Promise<void> {
    try {
      await player.play(feedTimes())
      const { eventsSent, duplicatesSent, lateSent } = run.state
      logger.info({ eventsSent, duplicatesSent, lateSent }, 'The feed is over')
    } catch (error) {
      if (!stopping.signal.aborted) failure.reject(error)
    }
  }

  return {
    name: 'feed',
    failed: failure.promise,
    async start(signal) {
      const player = await openFeed(run)
      const { profiles, planted } = run.state
      logger.info({ profiles, planted }, 'Told of all cards')
      await sleep(profileLeadMs, undefined, { signal })
      playing = play(player)
    },
    async stop() {
      stopping.abort()
      // With Kafka away a request goes on until the producer stops, which is after this part.
      await Promise.race([playing, sleep(STOP_WITHIN_MS, undefined, { ref: false })])
    },
  }
}
