import type { EachBatchPayload } from 'kafkajs'
import type { ConsumerOptions } from './consumer-options.ts'
import { sendHeartbeats } from './heartbeats.ts'
import type { RecordBatch } from './records.ts'

export interface HandleOptions {
  readonly onBatch: ConsumerOptions['onBatch']
  readonly joinSeq: number
  readonly patienceMs: number
  /** Aborted, from here or from outside, when the handler is to give up. */
  readonly giveUp: AbortController
}

/**
 * Runs the handler, with heartbeats meanwhile. A heartbeat that fails says that the group is changing:
 * the handler then has `patienceMs` left, or the others wait in vain. Rejects as the handler does.
 */
export async function handleBatch(
  batch: RecordBatch,
  payload: EachBatchPayload,
  { onBatch, joinSeq, patienceMs, giveUp }: HandleOptions,
): Promise<void> {
  const finished = new AbortController()
  let impatience: NodeJS.Timeout | undefined
  const onFailure = () => {
    impatience ??= setTimeout(() => giveUp.abort(new Error('The group is changing')), patienceMs)
  }
  void sendHeartbeats(payload.heartbeat, { until: finished.signal, onFailure })
  try {
    await onBatch(batch, {
      joinSeq,
      signal: giveUp.signal,
      heartbeat: () => payload.heartbeat().catch(onFailure),
    })
  } finally {
    finished.abort()
    clearTimeout(impatience)
  }
}
