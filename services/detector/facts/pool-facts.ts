import type { PoolUse } from './told.ts'
import { type Facts, NOTHING, saying, type ToldUsage } from './told-usage.ts'

/** Below it a card's share of its pool is nobody's concern. Ours. */
export const FIRST_TOLD_BYTES = 1_048_576

/** From one telling to the next: what is not told yet is a fifth of a card's use at most. Ours. */
export const GROWTH = 1.25

/** What a card has used of its pool in its newest billing cycle, each time that has grown by a quarter. */
export function poolFacts(told: ToldUsage): Facts {
  const { profile, bytes, cycle } = told
  const pool = profile?.pool
  if (pool == null || bytes === 0) return NOTHING
  const use = useOf(pool, told)
  // A record of a cycle that is over: nobody follows it any more.
  if (!use) return NOTHING
  // What a feed claims may be more than a number holds exactly.
  use.bytes = Math.min(use.bytes + bytes, Number.MAX_SAFE_INTEGER)
  told.told.pooled = use
  if (use.bytes < Math.max(FIRST_TOLD_BYTES, GROWTH * use.toldBytes)) return NOTHING
  use.toldBytes = use.bytes
  const group = { kind: 'pool', id: pool } as const
  const bucket = { start: cycle.start, end: cycle.end }
  return [{ kind: 'cardBytes', group, ...saying(told), bucket, bytes: use.bytes }]
}

function useOf(pool: string, { told, cycle }: ToldUsage): PoolUse | undefined {
  const { pooled } = told
  if (pooled && pooled.pool === pool && pooled.cycle.start >= cycle.start) {
    return pooled.cycle.start === cycle.start ? pooled : undefined
  }
  return { pool, cycle: { start: cycle.start, end: cycle.end }, bytes: 0, toldBytes: 0 }
}
