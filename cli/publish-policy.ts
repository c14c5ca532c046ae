import { connectKafka, type KafkaConnection } from '#runtime/kafka.ts'
import { readRanges } from '#runtime/kafka-offsets.ts'
import { createProducer } from '#runtime/kafka-producer.ts'
import { createLogger, type Logger } from '#runtime/logger.ts'
import type { PolicyRecord } from '#schemas/card-event.ts'
import type { PolicyDocument } from '#schemas/policy.ts'
import { readStackConfig } from '../deploy/local/stack-config.ts'
import { exitOver, StackError } from '../deploy/local/stack-error.ts'
import { PolicyError, readPolicy } from './read-policy.ts'

const USAGE = 'usage: npm run -s publish-policy -- FILE'

/** Every partition of these judges for itself, so each gets its own copy. */
const TOPICS = ['card.events', 'group.facts', 'enforcement.events']
/** Key of what concerns all tenants. */
const PLATFORM = 'platform'
const PATIENCE_MS = 30_000

export interface PublishOptions {
  readonly connection: KafkaConnection
  /** Of the record, for people: the policy is in force from its place in the log. */
  readonly eventTime: number
  readonly logger: Logger
  readonly signal: AbortSignal
}

/** Sends one copy to every partition; resolves with their number when all are acknowledged. */
export async function publishPolicy(
  document: PolicyDocument,
  { connection, eventTime, logger, signal }: PublishOptions,
): Promise<number> {
  const { version } = document
  const record: PolicyRecord = { kind: 'policy', eventTime, version, document }
  const value = JSON.stringify(record)
  const producer = createProducer(connection, { logger })
  try {
    await producer.start(signal)
    const partitions = await readRanges(connection, TOPICS)
    const batch = partitions.map(({ topic, partition }) => ({
      topic,
      records: [{ key: topic === 'enforcement.events' ? PLATFORM : null, value, partition }],
    }))
    const refused = await producer.sendBatch(batch, signal)
    if (refused.length > 0)
      throw new Error(`Kafka refuses policy ${version}: ${refused[0]?.reason}`)
    return partitions.length
  } finally {
    await producer.stop()
  }
}

async function main([file, ...more]: readonly string[]): Promise<void> {
  if (file === undefined || more.length > 0 || file.startsWith('-')) throw new PolicyError(USAGE)
  const document = readPolicy(file)
  const { brokers, topicPrefix } = readStackConfig(process.env)
  const logger = createLogger({ name: 'publish-policy', level: 'silent' })
  const connection = connectKafka({ clientId: 'publish-policy', brokers, topicPrefix, logger })
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const copies = await publishPolicy(document, {
    connection,
    eventTime: Date.now(),
    logger,
    signal,
  }).catch((cause: unknown) => {
    const what = signal.aborted ? 'Kafka does not answer' : String(cause)
    throw new StackError(`Cannot publish policy ${document.version} to ${brokers}: ${what}`, {
      cause,
    })
  })
  process.stdout.write(`Published policy ${document.version} to ${copies} partitions\n`)
}

if (import.meta.main) {
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof PolicyError)) exitOver(error)
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  }
}
