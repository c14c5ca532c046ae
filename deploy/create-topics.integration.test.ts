import { afterAll, beforeAll, expect, test } from 'vitest'
import { TOPICS } from '#schemas/topics.ts'
import { useStack } from '../test/support/test-stack.ts'
import { createTopics } from './create-topics.ts'
import { migrate } from './migrate.ts'

const stack = useStack()
const admin = stack.kafka.admin()
beforeAll(() => admin.connect())
afterAll(() => admin.disconnect())

test('makes every topic under the prefix, as often as it is asked', async () => {
  const { prefix } = await stack.createTopics({ partitions: 2 })
  const names = await createTopics({ brokers: stack.brokers, prefix, partitions: 2 })

  const { topics } = await admin.fetchTopicMetadata({ topics: [...names] })
  const counts = Object.fromEntries(topics.map(({ name, partitions }) => [name, partitions.length]))
  expect(counts[`${prefix}card.events`]).toBe(2)
  expect(counts[`${prefix}enforcement.events`]).toBe(1)
  expect(topics).toHaveLength(TOPICS.length)
})

test('refuses a topic with another number of partitions', async () => {
  const { prefix } = await stack.createTopics({ partitions: 2 })

  await expect(createTopics({ brokers: stack.brokers, prefix, partitions: 3 })).rejects.toThrow(
    `Topic ${prefix}carrier.usage has 2 partitions and needs 3`,
  )
})

test('a feed topic takes a record of nearly 8 MiB', async () => {
  const { prefix } = await stack.createTopics({ partitions: 1 })
  const producer = stack.kafka.producer()
  await producer.connect()

  const value = Buffer.alloc(8 * 1_048_576 - 1_000, 'x')
  await producer.send({ topic: `${prefix}carrier.usage`, messages: [{ value }] })
  await producer.disconnect()

  const [end] = await admin.fetchTopicOffsets(`${prefix}carrier.usage`)
  expect(end?.high).toBe('1')
})

test('an unreachable Kafka is one clear line', async () => {
  await expect(createTopics({ brokers: ['127.0.0.1:1'] })).rejects.toThrow(
    /^Cannot reach Kafka at 127\.0\.0\.1:1: [^\n]+$/,
  )
})

test('a database gets every table, and a second migration changes nothing', async () => {
  const database = await stack.createDatabase()
  await migrate({ clickhouseUrl: stack.clickhouseUrl, database: database.name })

  const result = await database.client.query({ query: 'SHOW TABLES', format: 'JSONEachRow' })
  expect((await result.json<{ name: string }>()).map(({ name }) => name)).toContain('features')
})

test('an unreachable ClickHouse is one clear line', async () => {
  const migration = migrate({ clickhouseUrl: 'http://127.0.0.1:1', database: 'any' })

  await expect(migration).rejects.toThrow(/^Cannot migrate database any: [^\n]+$/)
})
