import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useStack } from '../../test/support/test-stack.ts'
import type { ConsumerOptions } from './consumer-options.ts'
import { connectKafka, type KafkaConnection } from './kafka.ts'
import { createConsumer, type KafkaConsumer } from './kafka-consumer.ts'
import { readRanges } from './kafka-offsets.ts'
import { createProducer, type Producer, type ProducerOptions } from './kafka-producer.ts'
import { createLogger } from './logger.ts'
import { createMetrics } from './metrics.ts'
import type { RawRecord, RecordBatch } from './records.ts'
import type { Part } from './run-service.ts'

const stack = useStack()
const { LOG_LEVEL: level = 'silent' } = process.env
const logger = createLogger({ name: 'test', level })
const { signal } = new AbortController()
const parts: Part[] = []
let kafka: KafkaConnection

afterEach(async () => {
  for (const part of parts.splice(0).reverse()) await part.stop()
})

/** Every test has topics of its own. */
async function freshTopics(partitions = 2): Promise<void> {
  const { prefix } = await stack.createTopics({ partitions })
  kafka = connectKafka({ clientId: 'test', brokers: stack.brokers, topicPrefix: prefix, logger })
}

async function startProducer(options: Partial<ProducerOptions> = {}): Promise<Producer> {
  const producer = createProducer(kafka, { logger, ...options })
  parts.push(producer)
  await producer.start(signal)
  return producer
}

async function startConsumer(options: Partial<ConsumerOptions>): Promise<KafkaConsumer> {
  const consumer = createConsumer(kafka, {
    groupId: 'test',
    topics: ['card.alerts'],
    commit: 'after-batch',
    sessionTimeoutMs: 10_000,
    logger,
    onBatch: async () => {},
    ...options,
  })
  parts.push(consumer)
  await consumer.start(signal)
  return consumer
}

/** Keeps what it is given, and resolves when as much as asked for is there. */
function collector() {
  const records: RawRecord[] = []
  const batches: RecordBatch[] = []
  const waits: { count: number; resolve: () => void }[] = []
  return {
    records,
    batches,
    async onBatch(batch: RecordBatch) {
      records.push(...batch.records)
      batches.push(batch)
      for (const { count, resolve } of waits) if (records.length >= count) resolve()
    },
    values: () => records.map(({ value }) => value?.toString()),
    until(count: number): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>()
      waits.push({ count, resolve })
      if (records.length >= count) resolve()
      return promise
    },
  }
}

function numbered(count: number, key = 'a') {
  return Array.from({ length: count }, (_, index) => ({ key, value: String(index) }))
}

describe('producer and consumer', () => {
  beforeAll(() => freshTopics())

  it('carry key, value, headers, time and tombstones unchanged', async () => {
    await freshTopics()
    const producer = await startProducer()
    const refused = await producer.send('card.alerts', [
      { key: 'k', value: Buffer.from([0, 255]), headers: { ce_id: 'i' }, timestamp: 1_700_000_000 },
      { key: 'k', value: null },
    ])
    expect(refused).toEqual([])
    const read = collector()
    await startConsumer({ onBatch: read.onBatch })
    await read.until(2)
    expect(read.records).toEqual([
      {
        offset: 0n,
        key: Buffer.from('k'),
        value: Buffer.from([0, 255]),
        headers: { ce_id: Buffer.from('i') },
        timestamp: 1_700_000_000,
      },
      expect.objectContaining({ offset: 1n, value: null, headers: {} }),
    ])
    expect(read.batches[0]).toMatchObject({ topic: 'card.alerts', highWatermark: 2n })
  })

  it.each(['gzip', 'snappy', 'lz4', 'zstd'] as const)('read what %s made small', async (codec) => {
    await freshTopics(1)
    const producer = await startProducer({ compression: codec })
    const value = 'usage '.repeat(10_000)
    await producer.send('card.alerts', [{ key: 'k', value }])
    const read = collector()
    await startConsumer({ onBatch: read.onBatch })
    await read.until(1)
    expect(read.values()).toEqual([value])
  })

  it('put a key into the partition Java puts it into', async () => {
    await freshTopics(16)
    const producer = await startProducer()
    await producer.send('card.alerts', [{ key: '89860000000000000001', value: '' }])
    const ranges = await readRanges(kafka, ['card.alerts'])
    const used = ranges.filter(({ high }) => high > 0n).map(({ partition }) => partition)
    expect(used).toEqual([javaPartition('89860000000000000001', 16)])
  })

  it('send a large batch in requests the topic takes, in order', async () => {
    await freshTopics(1)
    const metrics = createMetrics('test')
    const producer = await startProducer({ metrics })
    const large = numbered(40).map((record) => ({
      ...record,
      value: record.value.padStart(100_000),
    }))
    expect(await producer.send('card.alerts', large)).toEqual([])
    const read = collector()
    const consumer = await startConsumer({ onBatch: read.onBatch, metrics })
    await read.until(40)
    await consumer.stop()
    parts.splice(parts.indexOf(consumer), 1)
    expect(read.values().map(Number)).toEqual(large.map((_, index) => index))
    const text = await metrics.registry.metrics()
    expect(text).toContain('simwarden_events_sent_total{topic="card.alerts",process="test"} 40')
    expect(text).toContain('simwarden_events_received_total{topic="card.alerts",process="test"} 40')
    expect(text).toMatch(/consumer_lag_records\{topic="card.alerts",partition="0",.*\} 0/)
  })

  it('give back a record that is too large, and send the others', async () => {
    await freshTopics(1)
    const producer = await startProducer()
    const records = [
      { key: 'a', value: 'before' },
      { key: 'a', value: 'x'.repeat(1_500_000) },
      { key: 'a', value: 'behind' },
    ]
    const refused = await producer.send('card.alerts', records)
    expect(refused).toEqual([
      { topic: 'card.alerts', record: records[1], reason: 'too-large', sizeBytes: 1_500_041 },
    ])
    const read = collector()
    await startConsumer({ onBatch: read.onBatch })
    await read.until(2)
    expect(read.values()).toEqual(['before', 'behind'])
  })

  it('give back a record without a key on a compacted topic', async () => {
    await freshTopics(1)
    const producer = await startProducer()
    const keyless = { key: null, value: 'x' }
    const sent = await producer.send('card.profiles', [{ key: 'a', value: 'y' }, keyless])
    expect(sent).toEqual([expect.objectContaining({ record: keyless, reason: 'invalid' })])
  })

  it('go on where the group was', async () => {
    await freshTopics(1)
    const producer = await startProducer()
    await producer.send('card.alerts', numbered(3))
    const first = collector()
    const before = await startConsumer({ onBatch: first.onBatch })
    await first.until(3)
    await before.stop()
    parts.splice(parts.indexOf(before), 1)
    await producer.send('card.alerts', [{ key: 'a', value: 'next' }])
    const second = collector()
    await startConsumer({ onBatch: second.onBatch })
    await second.until(1)
    expect(second.values()).toEqual(['next'])
  })

  it('read again what was not committed', async () => {
    await freshTopics(1)
    const producer = await startProducer()
    await producer.send('card.alerts', numbered(3))
    const first = collector()
    const before = await startConsumer({ onBatch: first.onBatch, commit: 'by-caller' })
    await first.until(3)
    await before.commit([{ topic: 'card.alerts', partition: 0, offset: 2n }])
    await before.stop()
    parts.splice(parts.indexOf(before), 1)
    const second = collector()
    await startConsumer({ onBatch: second.onBatch })
    await second.until(1)
    expect(second.values()).toEqual(['2'])
  })
})

describe('a caller that owns its positions', () => {
  it('pauses at the join, seeks and resumes', async () => {
    await freshTopics(2)
    const producer = await startProducer()
    for (const partition of [0, 1]) {
      const records = numbered(10).map((record) => ({ ...record, partition }))
      await producer.send('card.alerts', records)
    }
    const read = collector()
    const at = { topic: 'card.alerts', partition: 0 }
    const consumer = await startConsumer({
      commit: 'by-caller',
      onBatch: read.onBatch,
      onAssigned: () => consumerPauses(),
    })
    await read.until(10)
    expect(read.batches.map(({ partition }) => partition)).toEqual([1])
    consumer.seek({ ...at, offset: 7n })
    consumer.resume(at)
    await read.until(13)
    expect(read.values().slice(10)).toEqual(['7', '8', '9'])

    function consumerPauses(): void {
      ;(parts.at(-1) as KafkaConsumer).pause(at, 'restoring')
    }
  })

  it('has nobody to tell when its session is over', async () => {
    await freshTopics(1)
    const at = { topic: 'card.alerts', partition: 0 }
    const consumer = await startConsumer({ commit: 'by-caller', onBatch: collector().onBatch })
    await consumer.stop()
    consumer.seek({ ...at, offset: 1n })
    consumer.pause(at, 'restoring')
    consumer.resume(at)
  })

  it('seeks back from inside a handler', async () => {
    await freshTopics(1)
    const producer = await startProducer()
    await producer.send('card.alerts', numbered(4))
    const read = collector()
    let sought = false
    await startConsumer({
      commit: 'by-caller',
      async onBatch(batch) {
        if (!sought) (parts.at(-1) as KafkaConsumer).seek({ ...batch, offset: 2n })
        sought = true
        await read.onBatch(batch)
      },
    })
    await read.until(6)
    expect(read.values()).toEqual(['0', '1', '2', '3', '2', '3'])
  })

  it('flushes and commits at the stop, when no handler runs', async () => {
    await freshTopics(1)
    const producer = await startProducer()
    await producer.send('card.alerts', numbered(5))
    const read = collector()
    const consumer: KafkaConsumer = await startConsumer({
      commit: 'by-caller',
      onBatch: read.onBatch,
      beforeDisconnect: () => consumer.commit([{ topic: 'card.alerts', partition: 0, offset: 5n }]),
    })
    await read.until(5)
    await consumer.stop()
    parts.splice(parts.indexOf(consumer), 1)
    await producer.send('card.alerts', [{ key: 'a', value: 'next' }])
    const second = collector()
    await startConsumer({ onBatch: second.onBatch })
    await second.until(1)
    expect(second.values()).toEqual(['next'])
  })
})

describe('a handler', () => {
  it('that throws ends the consumer, and nothing behind it is handled or committed', async () => {
    await freshTopics(1)
    const producer = await startProducer()
    await producer.send('card.alerts', numbered(3))
    let calls = 0
    let flushed = false
    const consumer = await startConsumer({
      async onBatch() {
        calls += 1
        throw new Error('a bug')
      },
      async beforeDisconnect() {
        flushed = true
      },
    })
    await expect(consumer.failed).rejects.toThrow('a bug')
    await consumer.stop()
    parts.splice(parts.indexOf(consumer), 1)
    expect([calls, flushed]).toEqual([1, false])
    const read = collector()
    await startConsumer({ onBatch: read.onBatch })
    await read.until(3)
  })

  it('that waits keeps its membership longer than the session', async () => {
    await freshTopics(1)
    const producer = await startProducer()
    await producer.send('card.alerts', numbered(1))
    const joins: number[] = []
    const read = collector()
    const entered = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    await startConsumer({
      sessionTimeoutMs: 6_000,
      onAssigned: (_, joinSeq) => joins.push(joinSeq),
      async onBatch(batch) {
        entered.resolve()
        await release.promise
        await read.onBatch(batch)
      },
    })
    await entered.promise
    setTimeout(release.resolve, 9_000)
    await read.until(1)
    await producer.send('card.alerts', numbered(1))
    await read.until(2)
    expect(joins).toEqual([1])
  })

  it('that waits gives up when the group must change, and its batch comes again', async () => {
    await freshTopics(2)
    const producer = await startProducer()
    await producer.send('card.alerts', [{ key: 'a', value: 'x', partition: 0 }])
    const given: string[] = []
    const entered = Promise.withResolvers<void>()
    const again = Promise.withResolvers<void>()
    function member(name: string): Promise<KafkaConsumer> {
      return startConsumer({
        patienceMs: 500,
        async onBatch(_, context) {
          given.push(name)
          if (given.length > 1) return again.resolve()
          entered.resolve()
          await new Promise((_, reject) => {
            context.signal.addEventListener('abort', () => reject(context.signal.reason))
          })
        },
      })
    }
    const first = await member('first')
    await entered.promise
    const second = await member('second')
    await again.promise
    expect(given).toHaveLength(2)
    expect(first.assignment.length + second.assignment.length).toBe(2)
  })
})

/** murmur2 as Java's client has it, written from its definition. */
function javaPartition(key: string, partitions: number): number {
  const bytes = Buffer.from(key)
  const m = 0x5bd1e995
  let h = 0x9747b28c ^ bytes.length
  const whole = bytes.length - (bytes.length % 4)
  for (let at = 0; at < whole; at += 4) {
    let k = Math.imul(bytes.readInt32LE(at), m)
    k ^= k >>> 24
    h = Math.imul(h, m) ^ Math.imul(k, m)
  }
  const rest = bytes.subarray(whole)
  for (let index = rest.length - 1; index >= 0; index--) h ^= (rest[index] ?? 0) << (8 * index)
  if (rest.length > 0) h = Math.imul(h, m)
  h ^= h >>> 13
  h = Math.imul(h, m)
  h ^= h >>> 15
  return (h & 0x7fffffff) % partitions
}
