import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectKafka, type KafkaConnection } from '#runtime/kafka.ts'
import { createProducer, type Producer } from '#runtime/kafka-producer.ts'
import { followTopics } from '#runtime/kafka-reader.ts'
import { createLogger } from '#runtime/logger.ts'
import type { OutgoingRecord, RawRecord } from '#runtime/records.ts'
import type { CardEvent } from '#schemas/card-event.ts'
import { DeadLetterHeaders } from '#schemas/dead-letter.ts'
import { useStack } from '../../test/support/test-stack.ts'
import { call, profile } from './testing/records.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const PARTITIONS = 2
const MINUTE_MS = 60_000
const MIB = 1_048_576
/** Feed time: young enough for the retention of the topics. */
const START = Math.floor((Date.now() - 3_600_000) / MINUTE_MS) * MINUTE_MS

const stack = useStack()
const logger = createLogger({ name: 'test', level: process.env['LOG_LEVEL'] ?? 'silent' })
const cleanUps: (() => Promise<unknown>)[] = []
let prefix: string
let kafka: KafkaConnection
let producer: Producer

beforeEach(async () => {
  ;({ prefix } = await stack.createTopics({ partitions: PARTITIONS }))
  kafka = connectKafka({ clientId: 'test', brokers: stack.brokers, topicPrefix: prefix, logger })
  producer = createProducer(kafka, { logger })
  await producer.start(new AbortController().signal)
  cleanUps.push(() => producer.stop())
})

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

interface IngestProcess {
  readonly child: ChildProcess
  /** Of the metrics page; resolves once the process serves it. */
  metric(name: string): Promise<number>
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

function startIngest(environment: Record<string, string> = {}): IngestProcess {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      KAFKA_BROKERS: stack.brokers.join(','),
      TOPIC_PREFIX: prefix,
      PEER_TOKEN_KEY: 'a key for the tests',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const served = Promise.withResolvers<string>()
  child.stdout.on('data', (chunk: Buffer) => {
    const url = /"url":"([^"]+)"/.exec(String(chunk))?.[1]
    if (url) served.resolve(url)
    if (logger.level !== 'silent') process.stderr.write(chunk)
  })
  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    child.kill(signal)
    const [code] = await exited
    return code
  }
  cleanUps.push(() => end('SIGKILL'))
  return {
    child,
    end,
    async metric(name) {
      const page = await (await fetch(`${await served.promise}/metrics`)).text()
      const lines = page.split('\n').filter((line) => line.startsWith(`simwarden_${name}`))
      return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
    },
  }
}

interface Seen extends RawRecord {
  readonly partition: number
}

/** Reads a topic from its start until this is enough, which is asked after each batch. */
async function readUntil(topic: string, isEnough: (seen: readonly Seen[]) => boolean) {
  const seen: Seen[] = []
  const enough = Promise.withResolvers<void>()
  const reader = followTopics(kafka, {
    topics: [topic],
    from: 'earliest',
    logger,
    onRecords({ partition, records }) {
      seen.push(...records.map((record) => ({ ...record, partition })))
      if (isEnough(seen)) enough.resolve()
    },
  })
  cleanUps.push(() => reader.stop())
  await reader.start(new AbortController().signal)
  await Promise.race([enough.promise, reader.failed])
  return seen
}

function eventOf({ value }: RawRecord): CardEvent {
  return JSON.parse(String(value))
}

function usageOf(seen: readonly Seen[]) {
  return seen.flatMap((record) => {
    const event = eventOf(record)
    return event.kind === 'usage' ? [{ ...event, partition: record.partition }] : []
  })
}

function eventIds(seen: readonly Seen[]): Set<string> {
  return new Set(usageOf(seen).map(({ eventId }) => eventId))
}

function iccidOf(n: number): string {
  return `8986${String(n).padStart(16, '0')}`
}

function imsiOf(n: number): string {
  return `46000${String(n).padStart(10, '0')}`
}

function profiles(count: number): OutgoingRecord[] {
  return Array.from({ length: count }, (_, n) => ({
    key: iccidOf(n),
    value: JSON.stringify(
      profile({ iccid: iccidOf(n), imsi: imsiOf(n), eventTime: START - MINUTE_MS }),
    ),
  }))
}

/** Each by the imsi of one of so many cards; the broker takes no time stamp an hour ahead. */
function usage(count: number, { cards = 1, from = 0, stepMs = 1_000 } = {}): OutgoingRecord[] {
  return Array.from({ length: count }, (_, at) => {
    const n = from + at
    const eventTime = START + n * stepMs
    const fields = { iccid: undefined, imsi: imsiOf(n % cards), eventId: `e${n}`, eventTime }
    return { key: null, value: JSON.stringify(call(fields)), timestamp: eventTime }
  })
}

test('every card has its profile in the log before its usage', async () => {
  await producer.send('carrier.usage', usage(300, { cards: 100 }))
  await producer.send('carrier.profiles', profiles(100))
  startIngest()
  const seen = await readUntil('card.events', (all) => usageOf(all).length === 300)
  const known = new Set<string>()
  for (const record of seen) {
    const event = eventOf(record)
    if (event.kind === 'profile') known.add(event.iccid)
    if (event.kind !== 'usage') continue
    expect(known).toContain(event.iccid)
    expect(event).toMatchObject({ tenant: 'acme-meters', peer: expect.stringMatching(/^t1:/) })
  }
  expect(known.size).toBe(100)
  const register = await readUntil('card.profiles', (all) => all.length === 100)
  expect(new Set(register.map(({ key }) => String(key))).size).toBe(100)
})

test('a fleet that is loaded while usage flows also has its profiles in the log first', async () => {
  const ingest = startIngest()
  await ingest.metric('events_total')
  await producer.send('carrier.usage', usage(1))
  await readUntil('dead.letters', (all) => all.length === 1)
  const fleet = 4_000
  await producer.send('carrier.profiles', profiles(fleet))
  // What the gate allows: a look at the ends of the profiles holds half a second.
  await setTimeout(600)
  await producer.send('carrier.usage', usage(fleet, { cards: fleet, from: 1, stepMs: 1 }))
  const seen = await readUntil('card.events', (all) => usageOf(all).length === fleet)
  const known = new Set<string>()
  for (const record of seen) {
    const event = eventOf(record)
    if (event.kind === 'profile') known.add(event.iccid)
    if (event.kind === 'usage') expect(known).toContain(event.iccid)
  }
})

test('each bad record is one dead letter with its bytes, and the stream goes on', async () => {
  const bad: [string, Buffer][] = [
    ['decode', Buffer.from('{"kind":')],
    ['decode', Buffer.from([0xff, 0x00])],
    ['schema', Buffer.from(JSON.stringify(call({ durationSeconds: 'x' })))],
    ['schema', Buffer.from(JSON.stringify(call({ kind: 'telepathy' })))],
    ['schema', Buffer.from(JSON.stringify({ ...call(), service: 'data', bytesUplink: -1 }))],
    ['schema', Buffer.from(JSON.stringify(call({ eventTime: 5 })))],
    ['schema', Buffer.from(`{"__proto__":{"x":1},${JSON.stringify(call()).slice(1)}`)],
    ['semantic', Buffer.from(JSON.stringify(call({ peer: 't1:abc' })))],
    ['semantic', Buffer.from(JSON.stringify(call({ iccid: undefined })))],
    ['oversize', Buffer.alloc(2 * MIB, 'x')],
    ['oversize', Buffer.alloc(7 * MIB, 'x')],
  ]
  const letters = bad.map(([, value], n) => ({ key: `bad-${n}`, value, partition: 0 }))
  const good = { key: null, partition: 0, value: JSON.stringify(call({ eventId: 'good' })) }
  await producer.send('carrier.usage', [...letters, good])
  const ingest = startIngest()

  expect(eventIds(await readUntil('card.events', (all) => eventIds(all).size > 0))).toEqual(
    new Set(['good']),
  )
  const seen = await readUntil('dead.letters', (all) => all.length >= bad.length)
  const byOffset = seen.toSorted((a, b) => offsetOf(a) - offsetOf(b))
  expect(byOffset.map(({ headers }) => DeadLetterHeaders.parse(textOf(headers)))).toMatchObject(
    bad.map(([kind], n) => ({
      'dlq.class': kind,
      'dlq.topic': 'carrier.usage',
      'dlq.partition': '0',
      'dlq.offset': String(n),
      'dlq.app': 'ingest',
    })),
  )
  for (const [n, [, value]] of bad.entries()) {
    expect(byOffset[n]?.value?.equals(value)).toBe(true)
    expect(String(byOffset[n]?.key)).toBe(`bad-${n}`)
  }
  expect(await ingest.metric('dead_letters_total{')).toBe(bad.length)
})

function offsetOf({ headers }: RawRecord): number {
  return Number(String(headers['dlq.offset']))
}

function textOf(headers: RawRecord['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

test('what kill -9 interrupts goes on with the next process, and nothing is lost', async () => {
  const total = 20_000
  const half = { cards: 10, stepMs: 10 }
  await producer.send('carrier.profiles', profiles(10))
  await producer.send('carrier.usage', usage(total / 2, half))
  const first = startIngest()
  await readUntil('card.events', (all) => eventIds(all).size > 100)
  await first.end('SIGKILL')
  await producer.send('carrier.usage', usage(total / 2, { ...half, from: total / 2 }))
  const second = startIngest()
  const seen = await readUntil('card.events', (all) => eventIds(all).size === total)
  expect(new Set(usageOf(seen).map(({ iccid }) => iccid)).size).toBe(10)
  // A commit is half a second behind: profiles may come again, and then say nothing new.
  const profilesSeen = seen.filter((record) => eventOf(record).kind === 'profile')
  expect(new Set(profilesSeen.map(({ value }) => String(value))).size).toBe(10)
  expect(await second.end('SIGTERM')).toBe(0)
})

test('with the clock of the feed every partition hears of a minute before what is beyond it', async () => {
  await producer.send('carrier.usage', usage(300).map(withIccid))
  startIngest({ CLOCK: 'feed' })
  const seen = await readUntil('card.events', (all) => usageOf(all).length === 300)
  const lastTick = new Map<number, number>()
  for (const record of seen) {
    const { kind, eventTime } = eventOf(record)
    const last = lastTick.get(record.partition) ?? 0
    if (kind === 'tick') {
      expect(eventTime).toBeGreaterThan(last)
      lastTick.set(record.partition, eventTime)
    } else {
      expect(last).toBeGreaterThan(eventTime - MINUTE_MS)
    }
  }
  const lastMinute = START + 4 * MINUTE_MS
  for (const [topic, partitions] of [
    ['group.facts', PARTITIONS],
    ['enforcement.events', 1],
  ] as const) {
    const ticks = await readUntil(topic, (all) => newestOf(all).length === partitions)
    expect(newestOf(ticks)).toEqual(Array.from({ length: partitions }, () => lastMinute))
  }

  function newestOf(all: readonly Seen[]): number[] {
    return all.map((record) => eventOf(record).eventTime).filter((time) => time === lastMinute)
  }
})

function withIccid(record: OutgoingRecord): OutgoingRecord {
  return {
    ...record,
    value: JSON.stringify({ ...JSON.parse(String(record.value)), iccid: iccidOf(0) }),
  }
}

test('with the clock on the wall every partition hears it, but not those of the enforcer', async () => {
  const before = Date.now()
  const ingest = startIngest()
  for (const topic of ['card.events', 'group.facts']) {
    const seen = await readUntil(topic, (all) => partitionsOf(all).size === PARTITIONS)
    for (const record of seen) {
      const event = eventOf(record)
      expect(event.kind).toBe('tick')
      expect(event.eventTime).toBeGreaterThanOrEqual(before)
    }
  }
  expect(await ingest.metric('events_sent_total{topic="enforcement.events"')).toBe(0)
})

function partitionsOf(seen: readonly Seen[]): Set<number> {
  return new Set(seen.map(({ partition }) => partition))
}
