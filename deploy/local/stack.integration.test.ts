import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createClient } from '@clickhouse/client'
import { Kafka, logLevel } from 'kafkajs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { awaitTopics } from '../await-topics.ts'
import { pidFileOf } from './guarded-process.ts'
import { LOCAL_DIR } from './local-folders.ts'
import { freePorts, type StackPorts } from './ports.ts'
import { commandLine } from './running-process.ts'
import { startStack } from './stack.ts'

const RUN_STACK = fileURLToPath(new URL('run-stack.ts', import.meta.url))
const TOPIC = 'kept'

/** kafkajs computes a timer below zero, which Node only remarks on. */
const QUIET = '--disable-warning=TimeoutNegativeWarning'

const { TEST_STACK, KAFKA_BROKERS } = process.env

// Who tests with other servers may have no Java; whoever has none of them must pass these.
describe.skipIf(TEST_STACK || KAFKA_BROKERS)('the stack without Docker', () => {
  let dataDir = ''
  beforeEach(() => {
    vi.stubEnv('CLICKHOUSE_URL', '')
    mkdirSync(LOCAL_DIR, { recursive: true })
    dataDir = mkdtempSync(join(LOCAL_DIR, 'test-own-'))
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('keeps its data over a stop and a quick start on other ports', async () => {
    const first = await startStack({ dataDir, ports: 'free' })
    await produce(first.brokers, ['one', 'two'])
    await command(first.clickhouseUrl, 'CREATE TABLE kept (n UInt8) ORDER BY n')
    await command(first.clickhouseUrl, 'INSERT INTO kept VALUES (1), (2), (3)')
    await first.stop()

    const startedAt = performance.now()
    const second = await startStack({ dataDir, ports: 'free' })
    const startMs = performance.now() - startedAt
    try {
      expect(second.brokers).not.toEqual(first.brokers)
      expect(await consume(second.brokers, 2)).toEqual(['one', 'two'])
      expect(await rows(second.clickhouseUrl, 'SELECT sum(n)::UInt8 AS sum FROM kept')).toEqual([
        { sum: 6 },
      ])
      expect(startMs).toBeLessThan(20_000)
    } finally {
      await second.stop()
    }
  })

  test('says what the log said when a server ends by itself', async () => {
    const failure = Promise.withResolvers<Error>()
    const stack = await startStack({ dataDir, ports: 'free', onFailure: failure.resolve })

    process.kill(serverPid(join(dataDir, 'clickhouse')), 'SIGKILL')

    expect((await failure.promise).message).toContain('ClickHouse ended with code 1; its log ends:')
    await stack.stop()
  })

  test('refuses taken ports and taken data in one line, and outlives kill -9 of everything', async () => {
    const ports = await freePorts()
    const first = await runStack(dataDir, ports)
    const kafkaPid = serverPid(join(dataDir, 'kafka'))
    const elsewhere = join(dataDir, 'elsewhere')
    vi.stubEnv('KAFKA_PORT', String(ports.kafka))
    await expect(startStack({ dataDir: elsewhere })).rejects.toThrow(
      `Port ${ports.kafka} is taken: stop what listens on 127.0.0.1:${ports.kafka}, or set KAFKA_PORT to a free port`,
    )
    await expect(startStack({ dataDir, ports: 'free' })).rejects.toThrow(
      `A stack already runs on ${dataDir} (process ${first.pid}): stop it first`,
    )

    process.kill(parentPid(kafkaPid), 'SIGKILL')
    first.kill('SIGKILL')
    await once(first, 'exit')
    expect(commandLine(kafkaPid)).toContain('kafka.Kafka')

    const second = await runStack(dataDir, ports)
    expect(commandLine(kafkaPid)).toBeNull()
    second.kill('SIGTERM')
    expect(await once(second, 'exit')).toEqual([0, null])
  })
})

async function runStack(dataDir: string, ports: StackPorts): Promise<ChildProcess> {
  const stack = spawn(process.execPath, [QUIET, RUN_STACK], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      STACK_DIR: dataDir,
      KAFKA_PORT: String(ports.kafka),
      KAFKA_CONTROLLER_PORT: String(ports.kafkaController),
      CLICKHOUSE_PORT: String(ports.clickhouse),
    },
  })
  const ready = Promise.withResolvers<ChildProcess>()
  stack.once('exit', () => ready.reject(new Error('The stack ended before it was ready')))
  stack.stdout.on('data', (chunk) => {
    if (String(chunk).includes('Ctrl-C')) ready.resolve(stack)
  })
  return await ready.promise
}

function serverPid(dir: string): number {
  return Number(readFileSync(pidFileOf(dir), 'utf8'))
}

/** The fourth field of Linux's account of a process; the second, its name, is in brackets. */
function parentPid(pid: number): number {
  const account = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return Number(account.slice(account.lastIndexOf(')') + 2).split(' ')[1])
}

function client(brokers: readonly string[]): Kafka {
  return new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING })
}

async function produce(brokers: readonly string[], values: readonly string[]): Promise<void> {
  const admin = client(brokers).admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic: TOPIC }] })
  await awaitTopics(admin, [TOPIC])
  await admin.disconnect()
  const producer = client(brokers).producer()
  await producer.connect()
  await producer.send({ topic: TOPIC, messages: values.map((value) => ({ value })) })
  await producer.disconnect()
}

async function consume(brokers: readonly string[], count: number): Promise<string[]> {
  const consumer = client(brokers).consumer({ groupId: 'test', maxWaitTimeInMs: 100 })
  await consumer.connect()
  await consumer.subscribe({ topic: TOPIC, fromBeginning: true })
  const values: string[] = []
  const all = Promise.withResolvers<string[]>()
  await consumer.run({
    async eachMessage({ message }) {
      values.push(String(message.value))
      if (values.length === count) all.resolve(values)
    },
  })
  try {
    return await all.promise
  } finally {
    await consumer.disconnect()
  }
}

async function command(url: string, query: string): Promise<void> {
  const clickhouse = createClient({ url })
  await clickhouse.command({ query })
  await clickhouse.close()
}

async function rows(url: string, query: string): Promise<unknown[]> {
  const clickhouse = createClient({ url })
  const result = await clickhouse.query({ query, format: 'JSONEachRow' })
  const found = await result.json()
  await clickhouse.close()
  return found
}
