import { randomBytes } from 'node:crypto'
import { type ClickHouseClient, createClient } from '@clickhouse/client'
import { Kafka, logLevel } from 'kafkajs'
import { afterAll, inject } from 'vitest'
import { createTopics } from '../../deploy/create-topics.ts'
import { migrate } from '../../deploy/migrate.ts'
import type {} from './stack-setup.ts'

interface TestDatabase {
  readonly name: string
  /** Speaks to this database; closed after the file's tests. */
  readonly client: ClickHouseClient
}

/** The real servers, shared by all tests, and what keeps one test out of another's data. */
export interface TestStack {
  readonly brokers: readonly string[]
  readonly clickhouseUrl: string
  /** A kafkajs client that says nothing. */
  readonly kafka: Kafka
  /** A new database with every table; dropped after the file's tests. */
  createDatabase(): Promise<TestDatabase>
  /** Every topic under a new prefix, for TOPIC_PREFIX; deleted after the file's tests. */
  createTopics(options?: { readonly partitions?: number }): Promise<{ readonly prefix: string }>
}

/** Call it once at the top of a test file or of a `describe`. */
export function useStack(): TestStack {
  const brokers = inject('brokers')
  const clickhouseUrl = inject('clickhouseUrl')
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING })
  const cleanUps: (() => Promise<unknown>)[] = []
  afterAll(async () => {
    await Promise.all(cleanUps.map((cleanUp) => cleanUp()))
  })

  return {
    brokers,
    clickhouseUrl,
    kafka,
    async createDatabase() {
      const name = `test_${randomBytes(6).toString('hex')}`
      await migrate({ clickhouseUrl, database: name })
      const client = createClient({ url: clickhouseUrl, database: name })
      cleanUps.push(async () => {
        await client.command({ query: `DROP DATABASE IF EXISTS ${name} SYNC` })
        await client.close()
      })
      return { name, client }
    },
    async createTopics({ partitions = 2 } = {}) {
      const prefix = `test-${randomBytes(6).toString('hex')}.`
      const topics = await createTopics({ brokers, prefix, partitions })
      cleanUps.push(() => deleteTopics(kafka, topics))
      return { prefix }
    },
  }
}

async function deleteTopics(kafka: Kafka, topics: readonly string[]): Promise<void> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    await admin.deleteTopics({ topics: [...topics] })
  } finally {
    await admin.disconnect()
  }
}
