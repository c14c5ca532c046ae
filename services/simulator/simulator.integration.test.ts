import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setInterval } from 'node:timers/promises'
import type { KafkaMessage } from 'kafkajs'
import { afterAll, expect, test } from 'vitest'
import { type TestStack, useStack } from '../../test/support/test-stack.ts'
import type { GroundTruth } from './ground-truth.ts'
import type { RunSummary } from './run-summary.ts'
import { command } from './testing/command.ts'

const stack = useStack()
const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
const summaryPath = join(folder, 'summary.json')
const truthPath = join(folder, 'truth.ndjson')
const processes: ChildProcess[] = []
afterAll(() => {
  for (const child of processes) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

function startSimulator(environment: Record<string, string>): ChildProcess {
  const main = join(import.meta.dirname, 'main.ts')
  const child = spawn(process.execPath, [main], {
    env: {
      ...environment,
      KAFKA_BROKERS: stack.brokers.join(','),
      CLOCK: 'feed',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // Somebody must read it, or the pipe fills up.
  child.stdout.resume()
  processes.push(child)
  return child
}

/** Reads the summary until it is as wanted. */
async function summaryWhen(isWanted: (summary: RunSummary) => boolean): Promise<RunSummary> {
  for await (const _ of setInterval(50)) {
    const summary = readSummary()
    if (summary && isWanted(summary)) return summary
  }
  throw new Error('unreachable')
}

function readSummary(): RunSummary | null {
  try {
    return JSON.parse(readFileSync(summaryPath, 'utf8'))
  } catch {
    return null
  }
}

/** Every record that a topic holds. */
async function readAll({ kafka }: TestStack, topic: string): Promise<KafkaMessage[]> {
  const admin = kafka.admin()
  await admin.connect()
  const offsets = await admin.fetchTopicOffsets(topic)
  await admin.disconnect()
  const wanted = offsets.reduce((sum, { offset }) => sum + Number(offset), 0)
  const consumer = kafka.consumer({ groupId: `reader-of-${topic}` })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const messages: KafkaMessage[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  if (wanted === 0) resolve()
  await consumer.run({
    async eachMessage({ message }) {
      messages.push(message)
      if (messages.length === wanted) resolve()
    },
  })
  await promise
  await consumer.disconnect()
  return messages
}

function bodies<Body>(messages: readonly KafkaMessage[]): Body[] {
  return messages.map(({ value }) => JSON.parse(String(value)))
}

test('plays its feed, obeys as the carrier, and counts what Kafka holds', async () => {
  const { prefix } = await stack.createTopics()
  const child = startSimulator({
    TOPIC_PREFIX: prefix,
    SEED: '3',
    CARDS: '400',
    SPEED: '600',
    RUN_SECONDS: '6',
    PLANTS_PER_STORY: '1',
    RATE: '1000',
    CARRIER_DELAY_MS: '50',
    PROFILE_LEAD_MS: '0',
    GROUND_TRUTH_FILE: truthPath,
    SUMMARY_FILE: summaryPath,
  })

  const begun = await summaryWhen(({ eventsSent }) => eventsSent > 0)
  expect(begun.done).toBe(false)
  const truths = readFileSync(truthPath, 'utf8').trimEnd().split('\n')
  const planted: GroundTruth = truths
    .map((line) => JSON.parse(line))
    .find(({ story }) => story === 'voice-on-data-card')
  const producer = stack.kafka.producer()
  await producer.connect()
  const suspension = command({
    iccid: planted.iccid,
    decidedAt: begun.feedNow,
    expiresAt: begun.feedNow + 3_600_000,
  })
  const record = {
    key: suspension.iccid,
    value: JSON.stringify(suspension),
    headers: { ce_causationid: 'sim-mobile/not-known' },
  }
  await producer.send({
    topic: `${prefix}card.commands`,
    messages: [record, record, { key: 'x', value: 'no command' }],
  })
  await producer.disconnect()
  const summary = await summaryWhen(({ done, results }) => done && results['success'] === 1)

  const usage = await readAll(stack, `${prefix}carrier.usage`)
  const records = bodies<{ source: string; eventId: string; iccid: string; eventTime: number }>(
    usage,
  )
  const distinct = new Set(records.map(({ source, eventId }) => `${source}/${eventId}`))
  expect(summary.eventsSent).toBe(distinct.size)
  expect(summary.duplicatesSent).toBe(records.length - distinct.size)
  expect(summary.lateSent).toBeGreaterThan(0)
  expect(summary.eventsSent).toBeGreaterThan(3_000)
  const profiles = await readAll(stack, `${prefix}carrier.profiles`)
  expect(summary.profiles).toBe(profiles.length)
  expect(summary.planted).toBe(truths.length)
  for (const [index, { timestamp }] of usage.entries()) {
    expect(Number(timestamp)).toBeGreaterThanOrEqual(records[index]?.eventTime ?? 0)
  }

  const results = bodies<{ status: string; outcome: string | null; at: number }>(
    await readAll(stack, `${prefix}card.command-results`),
  )
  expect(results.filter(({ status }) => status === 'accepted')).toHaveLength(2)
  const completed = results.find(({ outcome }) => outcome === 'success')
  expect(summary).toMatchObject({ commands: { suspend: 1 }, suspended: 1, latencyMs: { count: 0 } })
  const ofCard = records.filter(({ iccid }) => iccid === suspension.iccid)
  expect(ofCard.length).toBeGreaterThan(0)
  expect(ofCard.filter(({ eventTime }) => eventTime >= (completed?.at ?? 0))).toEqual([])
  expect(summary.eventsSuppressed).toBeGreaterThan(0)

  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('waits for its topics, and makes none', async () => {
  const prefix = `absent-${process.pid}.`
  const child = startSimulator({ TOPIC_PREFIX: prefix, CARDS: '10' })
  const exited = once(child, 'exit')
  await lineWith(child, 'Cannot find the topics, trying again')
  const admin = stack.kafka.admin()
  await admin.connect()
  expect(await admin.listTopics()).not.toContain(`${prefix}carrier.usage`)
  await admin.disconnect()
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

async function lineWith({ stdout }: ChildProcess, text: string): Promise<void> {
  if (!stdout) throw new Error('the simulator has no output')
  for await (const line of createInterface(stdout)) if (line.includes(text)) return
}
