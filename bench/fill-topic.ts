import { connectKafka } from '#runtime/kafka.ts'
import { readRanges } from '#runtime/kafka-offsets.ts'
import { createProducer } from '#runtime/kafka-producer.ts'
import { createLogger } from '#runtime/logger.ts'
import type { OutgoingRecord } from '#runtime/records.ts'
import { publishPolicy } from '../cli/publish-policy.ts'
import { readPolicy } from '../cli/read-policy.ts'
import type { WorkloadRecord } from './workload.ts'

const TOPIC = 'card.events'
const BATCH_RECORDS = 5_000

export interface FillOptions {
  readonly brokers: readonly string[]
  readonly policyFile: string
  readonly signal: AbortSignal
}

/** Puts the policy and then the workload into `card.events`. */
export async function fillTopic(
  records: Iterable<WorkloadRecord>,
  { brokers, policyFile, signal }: FillOptions,
): Promise<void> {
  const logger = createLogger({ name: 'bench', level: 'silent' })
  const connection = connectKafka({ clientId: 'bench', brokers, logger })
  const policy = readPolicy(policyFile)
  await publishPolicy(policy, { connection, eventTime: Date.now(), logger, signal })
  const partitions = (await readRanges(connection, [TOPIC])).map(({ partition }) => partition)
  const producer = createProducer(connection, { logger })
  try {
    await producer.start(signal)
    for (const batch of batchesOf(records, partitions)) {
      const refused = await producer.send(TOPIC, batch, signal)
      if (refused.length > 0) throw new Error(`Kafka refuses ${refused.length} records`)
    }
  } finally {
    await producer.stop()
  }
}

function* batchesOf(
  records: Iterable<WorkloadRecord>,
  partitions: readonly number[],
): Generator<readonly OutgoingRecord[]> {
  let batch: OutgoingRecord[] = []
  for (const record of records) {
    batch.push(...copiesOf(record, partitions))
    if (batch.length < BATCH_RECORDS) continue
    yield batch
    batch = []
  }
  yield batch
}

function copiesOf(
  { key, value }: WorkloadRecord,
  partitions: readonly number[],
): readonly OutgoingRecord[] {
  if (key !== null) return [{ key, value }]
  return partitions.map((partition) => ({ key, value, partition }))
}
