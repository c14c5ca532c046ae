import { afterEach, expect, it } from 'vitest'
import { useStack } from '../../test/support/test-stack.ts'
import { connectKafka, type KafkaConnection } from './kafka.ts'
import { createProducer, type Producer } from './kafka-producer.ts'
import { followTopics, type ReaderOptions, readToEnd, type TopicReader } from './kafka-reader.ts'
import { createLogger } from './logger.ts'
import type { Part } from './run-service.ts'

const stack = useStack()
const { LOG_LEVEL: level = 'silent' } = process.env
const logger = createLogger({ name: 'test', level })
const { signal } = new AbortController()
const parts: Part[] = []

afterEach(async () => {
  for (const part of parts.splice(0).reverse()) await part.stop()
})

async function setUp(): Promise<{ kafka: KafkaConnection; producer: Producer }> {
  const { prefix } = await stack.createTopics({ partitions: 3 })
  const kafka = connectKafka({
    clientId: 'test',
    brokers: stack.brokers,
    topicPrefix: prefix,
    logger,
  })
  const producer = createProducer(kafka, { logger })
  parts.push(producer)
  await producer.start(signal)
  return { kafka, producer }
}

function values(count: number, from = 0) {
  return Array.from({ length: count }, (_, index) => {
    const value = String(index + from)
    return { key: value, value }
  })
}

/** A reader that keeps what it is given. */
async function follow(kafka: KafkaConnection, options: Pick<ReaderOptions, 'topics' | 'from'>) {
  const seen: string[] = []
  const waits: { count: number; resolve: () => void }[] = []
  const reader: TopicReader = followTopics(kafka, {
    ...options,
    logger,
    onRecords({ records }) {
      seen.push(...records.map(({ value }) => String(value)))
      for (const { count, resolve } of waits) if (seen.length >= count) resolve()
    },
  })
  parts.push(reader)
  await reader.start(signal)
  function until(count: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    waits.push({ count, resolve })
    if (seen.length >= count) resolve()
    return promise
  }
  return { reader, seen, until }
}

it('reads all that is there, and ends', async () => {
  const { kafka, producer } = await setUp()
  await producer.send('card.profiles', values(500))
  const seen: string[] = []
  await readToEnd(kafka, {
    topics: ['card.profiles', 'card.alerts'],
    logger,
    signal,
    onRecords({ records }) {
      seen.push(...records.map(({ value }) => String(value)))
    },
  })
  expect(seen.map(Number).toSorted((a, b) => a - b)).toEqual(values(500).map((_, index) => index))
})

it('ends at once when the topics are empty', async () => {
  const { kafka } = await setUp()
  await readToEnd(kafka, { topics: ['card.profiles'], logger, signal, onRecords() {} })
})

it('stops reading to the end when told to', async () => {
  const { kafka, producer } = await setUp()
  await producer.send('card.profiles', values(1))
  const controller = new AbortController()
  const reading = readToEnd(kafka, {
    topics: ['card.profiles'],
    logger,
    signal: controller.signal,
    async onRecords(_, context) {
      controller.abort(new Error('told to'))
      await new Promise((resolve) => context.signal.addEventListener('abort', resolve))
    },
    patienceMs: 100,
  })
  await expect(reading).rejects.toThrow('told to')
})

it('catches up, then follows', async () => {
  const { kafka, producer } = await setUp()
  await producer.send('card.profiles', values(10))
  const { reader, seen, until } = await follow(kafka, {
    topics: ['card.profiles'],
    from: 'earliest',
  })
  await reader.caughtUp
  expect(seen).toHaveLength(10)
  expect(reader.isReady()).toEqual({ ok: true })
  await producer.send('card.profiles', values(5, 10))
  await until(15)
  expect(new Set(seen).size).toBe(15)
})

it('gives two readers everything each', async () => {
  const { kafka, producer } = await setUp()
  await producer.send('card.profiles', values(10))
  const one = await follow(kafka, { topics: ['card.profiles'], from: 'earliest' })
  const two = await follow(kafka, { topics: ['card.profiles'], from: 'earliest' })
  await Promise.all([one.reader.caughtUp, two.reader.caughtUp])
  expect([one.seen.length, two.seen.length]).toEqual([10, 10])
})

it('begins at the end', async () => {
  const { kafka, producer } = await setUp()
  await producer.send('card.alerts', values(10))
  const { reader, seen, until } = await follow(kafka, { topics: ['card.alerts'], from: 'latest' })
  await reader.caughtUp
  await producer.send('card.alerts', values(1, 10))
  await until(1)
  expect(seen).toEqual(['10'])
})

it('begins at given offsets', async () => {
  const { kafka, producer } = await setUp()
  const records = values(4).map((record) => ({ ...record, partition: 2 }))
  await producer.send('card.alerts', records)
  const { reader, seen } = await follow(kafka, {
    topics: ['card.alerts'],
    from: [{ topic: 'card.alerts', partition: 2, offset: 3n }],
  })
  await reader.caughtUp
  expect(seen).toEqual(['3'])
})
