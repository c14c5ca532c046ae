import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { ClickHouseClient } from '@clickhouse/client'
import type { Producer } from 'kafkajs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { useStack } from '../../test/support/test-stack.ts'
import { type SeverableProxy, severableProxy } from './adapters/severable-proxy.ts'
import { sample } from './testing/sample-records.ts'

const stack = useStack()
const WAIT = { timeout: 45_000, interval: 100 }
/** A request stays below the broker's limit. */
const SEND_SIZE = 500

let topicPrefix: string
let database: { name: string; client: ClickHouseClient }
let proxy: SeverableProxy
let producer: Producer
let archiver: Archiver | undefined

beforeEach(async () => {
  const created = await Promise.all([stack.createTopics(), stack.createDatabase()])
  topicPrefix = created[0].prefix
  database = created[1]
  proxy = await severableProxy(stack.clickhouseUrl)
  producer = stack.kafka.producer()
  await producer.connect()
})

afterEach(async () => {
  await archiver?.end('SIGKILL')
  archiver = undefined
  await producer.disconnect()
  await proxy.cut()
})

it('archives every record of every topic', async () => {
  archiver = await startArchiver()
  await send('card.events', [sample.voice(), sample.data(), sample.profile()])
  await send('card.alerts', [sample.alert({ revision: 1 }), sample.alert({ revision: 2 })])
  await send('enforcement.events', [
    sample.proposal(),
    sample.result({ status: 'accepted', outcome: null }),
    sample.result(),
  ])
  await send('card.commands', [sample.command()])
  await send('audit.log', [sample.audit()])
  await send('dead.letters', [{}], sample.deadLetterHeaders())
  await expect.poll(() => count('dead_letters_current'), WAIT).toBe(1)
  await expect.poll(() => count('usage_current'), WAIT).toBe(2)
  await expect.poll(() => count('profiles_current'), WAIT).toBe(1)
  await expect.poll(() => values('revision', 'alerts_current'), WAIT).toEqual(['2'])
  await expect.poll(() => count('audit_log_current'), WAIT).toBe(1)
  await expect
    .poll(() => values('step', 'commands_current'), WAIT)
    .toEqual(['accepted', 'completed', 'held', 'proposed', 'sent'])
})

it('has each of 5,000 usage records once, whatever is repeated and however it is killed', async () => {
  const calls = Array.from({ length: 5_000 }, (_, index) =>
    sample.voice({ eventId: `e-${index}`, iccid: `8986001234567890${1000 + (index % 97)}` }),
  )
  await send('card.events', [...calls.slice(0, 3_000), ...calls.slice(1_000, 2_000)])
  archiver = await startArchiver({ BATCH_ROWS: '400' })
  await expect.poll(() => count('usage_current'), { ...WAIT, interval: 5 }).toBeGreaterThan(0)
  await archiver.end('SIGKILL')
  await send('card.events', [...calls.slice(2_500), ...calls.slice(0, 500)])
  archiver = await startArchiver({ BATCH_ROWS: '400' })
  await expect.poll(() => count('usage_current'), WAIT).toBe(5_000)
  expect(await values('uniqExact(source, eventId)', 'usage')).toEqual(['5000'])
  expect(await archiver.end('SIGTERM')).toBe(0)
})

it('waits for ClickHouse, alive and not ready, and has everything when it is back', async () => {
  archiver = await startArchiver()
  await send('card.events', [sample.voice({ eventId: 'before' })])
  await expect.poll(() => count('usage_current'), WAIT).toBe(1)
  await proxy.cut()
  await send('card.events', [sample.voice({ eventId: 'meanwhile' })])
  const ready = () => health('/readyz')
  await expect.poll(ready, WAIT).toMatchObject({
    status: 503,
    reasons: { store: expect.stringMatching(/^Cannot insert into usage: /) },
  })
  expect(await health('/livez')).toMatchObject({ status: 200 })
  await proxy.restore()
  await expect.poll(() => values('eventId', 'usage_current'), WAIT).toEqual(['before', 'meanwhile'])
  await expect.poll(ready, WAIT).toMatchObject({ status: 200 })
})

it('puts a record it cannot read into dead.letters once, and its trace into the table', async () => {
  archiver = await startArchiver()
  const messages = ['{"kind":', '{"kind":"usage"}', JSON.stringify(sample.voice())]
  await producer.send({
    topic: `${topicPrefix}card.events`,
    messages: messages.map((value) => ({ key: 'k', value })),
  })
  await expect.poll(() => values('class', 'dead_letters'), WAIT).toEqual(['decode', 'schema'])
  expect(await values('app', 'dead_letters')).toEqual(['archiver', 'archiver'])
  await expect.poll(() => count('usage_current'), WAIT).toBe(1)
})

it('makes a dead letter of the one row that ClickHouse refuses', async () => {
  const query = `ALTER TABLE usage ADD CONSTRAINT no_poison CHECK eventId != 'poison'`
  await database.client.command({ query })
  archiver = await startArchiver()
  const ids = [...Array.from({ length: 50 }, (_, index) => `e-${index}`), 'poison']
  await send(
    'card.events',
    ids.map((eventId) => sample.voice({ eventId })),
  )
  await expect.poll(() => values('class', 'dead_letters'), WAIT).toEqual(['semantic'])
  expect(await values('reason', 'dead_letters')).toEqual([
    'ClickHouse refuses its row in usage (VIOLATED_CONSTRAINT)',
  ])
  expect(await count('usage_current')).toBe(50)
})

interface Archiver {
  readonly opsUrl: string
  /** Resolves with the exit code; null: it was killed. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** The process itself; resolves when it has begun. */
async function startArchiver(env: Readonly<Record<string, string>> = {}): Promise<Archiver> {
  const child = spawn(process.execPath, ['services/archiver/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      KAFKA_BROKERS: stack.brokers.join(','),
      CLICKHOUSE_URL: proxy.url,
      CLICKHOUSE_DATABASE: database.name,
      TOPIC_PREFIX: topicPrefix,
      BATCH_MS: '200',
      ...env,
    },
  })
  const exited = once(child, 'exit') as Promise<[number | null]>
  return {
    opsUrl: await Promise.race([opsUrlOf(child), exited.then(failed)]),
    async end(signal) {
      child.kill(signal)
      const [code] = await exited
      return code
    },
  }
}

function failed([code]: [number | null]): never {
  throw new Error(`The archiver ended with ${code}`)
}

/** Reads its log until it has started. */
async function opsUrlOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('no log')
  let url = ''
  const { promise, resolve } = Promise.withResolvers<string>()
  createInterface(stdout).on('line', (line) => {
    const entry: { msg?: string; url?: string } = JSON.parse(line)
    url = entry.url ?? url
    if (entry.msg === 'Started') resolve(url)
  })
  return promise
}

async function send(topic: string, contents: readonly object[], headers = {}): Promise<void> {
  const messages = contents.map((content) => ({
    key: 'iccid' in content ? String(content.iccid) : null,
    value: JSON.stringify(content),
    headers,
  }))
  for (let from = 0; from < messages.length; from += SEND_SIZE) {
    const some = messages.slice(from, from + SEND_SIZE)
    await producer.send({ topic: topicPrefix + topic, messages: some })
  }
}

async function values(column: string, table: string): Promise<readonly string[]> {
  const query = `SELECT toString(${column}) AS value FROM ${table} ORDER BY value`
  const result = await database.client.query({ query, format: 'JSONEachRow' })
  const rows = await result.json<{ value: string }>()
  return rows.map(({ value }) => value)
}

async function count(table: string): Promise<number> {
  const [value] = await values('count()', table)
  return Number(value)
}

async function health(path: string): Promise<{ status: number; reasons?: unknown }> {
  const answer = await fetch(`${archiver?.opsUrl}${path}`)
  return { status: answer.status, ...((await answer.json()) as object) }
}
