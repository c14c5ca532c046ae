import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin } from 'kafkajs'
import { readLags } from './group-lags.ts'

const LOOK_EVERY_MS = 200
/** What an earlier run left is seconds' work. */
const PATIENCE_MS = 60_000

export interface Awaiting {
  readonly admin: Admin
  readonly topicPrefix: string
  readonly signal: AbortSignal
}

/** Returns when ingest has read what an earlier run left in the feed, so that it is not of this run. */
export async function awaitIngested({ admin, topicPrefix, signal }: Awaiting): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (performance.now() < deadline) {
    const { byGroup } = await readLags(admin, topicPrefix)
    if (byGroup['ingest'] === 0 && byGroup['ingest-profiles'] === 0) return
    await sleep(LOOK_EVERY_MS, undefined, { signal })
  }
}
