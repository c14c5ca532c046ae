import { setInterval } from 'node:timers/promises'

export interface HeartbeatOptions {
  /** Ends the heartbeats. */
  readonly until: AbortSignal
  readonly everyMs?: number
  /** One that failed: the group is changing, or Kafka is away. */
  onFailure(error: unknown): void
}

/**
 * Keeps the membership while a handler works: kafkajs itself sends heartbeats only between batches,
 * and a handler that waits for ClickHouse would lose its partitions.
 */
export async function sendHeartbeats(
  heartbeat: () => Promise<void>,
  { until, everyMs = 1_000, onFailure }: HeartbeatOptions,
): Promise<void> {
  try {
    for await (const _ of setInterval(everyMs, undefined, { signal: until, ref: false })) {
      await heartbeat().catch(onFailure)
    }
  } catch (error) {
    if (!until.aborted) throw error
  }
}
