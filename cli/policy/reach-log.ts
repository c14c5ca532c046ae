import { connectKafka } from '#runtime/kafka.ts'
import { createLogger } from '#runtime/logger.ts'
import { readStackConfig } from '../../deploy/local/stack-config.ts'
import { StackError } from '../../deploy/local/stack-error.ts'
import { withPolicyLog } from './kafka-policy-log.ts'
import type { PolicyLog } from './policy-log.ts'

/** A log of years is read from its beginning; a broker that is away is told about sooner or later. */
const PATIENCE_MS = 120_000

/** Works with the log that the environment names. Throws StackError when Kafka does not answer. */
export async function reachLog<Result>(work: (log: PolicyLog) => Promise<Result>): Promise<Result> {
  const { brokers, topicPrefix } = readStackConfig(process.env)
  const logger = createLogger({ name: 'policy', level: 'silent' })
  const connection = connectKafka({ clientId: 'policy', brokers, topicPrefix, logger })
  const signal = AbortSignal.timeout(PATIENCE_MS)
  try {
    return await withPolicyLog(connection, work, { logger, signal })
  } catch (cause) {
    const what = signal.aborted ? 'Kafka does not answer' : String(cause)
    throw new StackError(
      `Cannot work with the policies in ${brokers}: ${what}; run the command again, it goes on where it was`,
      { cause },
    )
  }
}
