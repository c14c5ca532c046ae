import { EpochMs } from '#schemas/identifiers.ts'

/** With CLOCK=feed there is one tick for each minute of feed time. */
export const FEED_TICK_MS = 60_000

/** Records that may go out once the tick before them is acknowledged. */
export interface Stretch<Timed> {
  /** Undefined: no minute has passed. */
  readonly tickTime: number | undefined
  readonly records: readonly Timed[]
}

/**
 * Cuts a batch where the feed's own clock passes a full minute. Partitions are not equally far:
 * the furthest makes the time, and it never goes back. A forged time stamp moves nothing.
 */
export function cutByTicks<Timed extends { readonly timestamp: number }>(
  records: readonly Timed[],
  lastTick: number,
): Stretch<Timed>[] {
  const stretches: { tickTime: number | undefined; records: Timed[] }[] = []
  let now = lastTick
  for (const record of records) {
    const minute = Math.floor(record.timestamp / FEED_TICK_MS) * FEED_TICK_MS
    const passed = minute > now && EpochMs.safeParse(minute).success
    if (passed) now = minute
    const stretch = stretches.at(-1)
    if (stretch && !passed) stretch.records.push(record)
    else stretches.push({ tickTime: passed ? minute : undefined, records: [record] })
  }
  return stretches
}
