import { connectKafka } from '#runtime/kafka.ts'
import { createLogger } from '#runtime/logger.ts'
import type { RawRecord } from '#runtime/records.ts'
import { readStackConfig } from '../../deploy/local/stack-config.ts'
import { readPartition } from './read-partition.ts'

/** A week of one partition takes less; a broker that stops answering meanwhile is given up. */
const PATIENCE_MS = 300_000

/** What became of reading a partition's log up to a place. */
export type LogReading =
  | { readonly status: 'whole' }
  /** It has the place, and nothing before `low`. */
  | { readonly status: 'short'; readonly low: bigint }
  /** It does not have the place. */
  | { readonly status: 'gone' }
  | { readonly status: 'away'; readonly brokers: string }

interface Place {
  readonly topic: string
  readonly partition: number
  readonly until: bigint
}

interface LogOptions {
  readonly environment: NodeJS.ProcessEnv
  onRecord(record: RawRecord): void
}

/** Reads the log that the environment names, or that of the local stack. */
export async function readLog(
  place: Place,
  { environment, onRecord }: LogOptions,
): Promise<LogReading> {
  const { brokers, topicPrefix } = readStackConfig(environment)
  const logger = createLogger({ name: 'explain', level: 'silent' })
  const connection = connectKafka({ clientId: 'explain', brokers, topicPrefix, logger })
  const signal = AbortSignal.timeout(PATIENCE_MS)
  try {
    const { low, reaches } = await readPartition(connection, {
      ...place,
      logger,
      signal,
      onRecord,
    })
    if (!reaches) return { status: 'gone' }
    return low === 0n ? { status: 'whole' } : { status: 'short', low }
  } catch (error) {
    const isAway = error instanceof DOMException && error.name === 'TimeoutError'
    if (isAway) return { status: 'away', brokers: brokers.join(', ') }
    throw error
  }
}
