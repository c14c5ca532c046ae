import type { KafkaConnection } from '#runtime/kafka.ts'
import type { Logger } from '#runtime/logger.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { withPolicyLog } from './policy/kafka-policy-log.ts'
import { TRUTH } from './policy/policy-log.ts'
import { sendCopies, toRecord } from './policy/publish.ts'
import { runPolicy } from './policy/run-policy.ts'

export interface PublishOptions {
  readonly connection: KafkaConnection
  /** Of the record, for people: the policy is in force from its place in the log. */
  readonly eventTime: number
  readonly logger: Logger
  readonly signal: AbortSignal
}

/**
 * For a log of one's own, such as a demo's: one copy to every partition, without asking what is in
 * force. Resolves with their number when all are acknowledged.
 */
export function publishPolicy(
  document: PolicyDocument,
  { connection, eventTime, logger, signal }: PublishOptions,
): Promise<number> {
  const record = toRecord(document, eventTime)
  return withPolicyLog(
    connection,
    async (log) => {
      await log.send(TRUTH, record)
      const copies = await sendCopies(record, log)
      return copies.length + 1
    },
    { logger, signal },
  )
}

/** `npm run -s publish-policy -- FILE`: the same as `simwarden policy publish FILE`. */
if (import.meta.main) process.exitCode = await runPolicy(['publish', ...process.argv.slice(2)])
