import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { ClickHouseClient } from '@clickhouse/client'
import type { Producer } from 'kafkajs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { call, data, ordinary, policy, profile, TEN, tick } from '../../test/support/builders.ts'
import { useStack } from '../../test/support/test-stack.ts'
import { type SeverableProxy, severableProxy } from '../archiver/adapters/severable-proxy.ts'

const stack = useStack()
const WAIT = { timeout: 45_000, interval: 50 }
const PARTITIONS = 2
/** A request stays below the broker's limit. */
const SEND_SIZE = 500
const CARDS = 40
const ROWS = 'SELECT * EXCEPT (writtenAt) FROM features_current'

interface Place {
  readonly prefix: string
  readonly database: { readonly name: string; readonly client: ClickHouseClient }
}

let place: Place
let proxy: SeverableProxy
let producer: Producer
let detectors: Detector[] = []

beforeEach(async () => {
  place = await newPlace()
  proxy = await severableProxy(stack.clickhouseUrl)
  producer = stack.kafka.producer()
  await producer.connect()
})

afterEach(async () => {
  for (const detector of detectors) await detector.end('SIGKILL')
  detectors = []
  await producer.disconnect()
  await proxy.cut()
})

it('ends with the rows and alerts of an undisturbed run when it is killed on its way', async () => {
  const log = story(3_000)
  await send(place, log)
  await run(['SIGKILL', 'SIGKILL', 'SIGKILL'], log.length)
  const calm = await newPlace()
  await send(calm, log)
  const detector = await startDetector({}, calm)
  await untilSaved(calm, log.length)
  await detector.end('SIGTERM')

  expect(await rowsOf(place)).toEqual(await rowsOf(calm))
  const seen = await idsIn(place, 'card.alerts')
  expect(new Set(seen)).toEqual(new Set(await idsIn(calm, 'card.alerts')))
  expect(new Set(seen).size).toBeGreaterThanOrEqual(CARDS)
  const proposals = await idsIn(place, 'enforcement.events')
  expect(new Set(proposals)).toEqual(new Set(await idsIn(calm, 'enforcement.events')))
})

it('ends the same when cards stay in memory only until they are saved, and it is killed', async () => {
  const log = story(3_000)
  await send(place, log)
  await run(['SIGKILL', 'SIGKILL'], log.length, { CARD_BYTES: '0' })
  const calm = await newPlace()
  await send(calm, log)
  const detector = await startDetector({}, calm)
  await untilSaved(calm, log.length)
  expect(await rowsOf(place)).toEqual(await rowsOf(calm))
  const seen = await idsIn(place, 'card.alerts')
  expect(new Set(seen)).toEqual(new Set(await idsIn(calm, 'card.alerts')))
  await detector.end('SIGTERM')
})

it('waits for evicted cards while ClickHouse is away, and goes on with them', async () => {
  const detector = await startDetector({ CARD_BYTES: '0', CHECKPOINT_SECONDS: '0.2' })
  const log = story(1_000)
  await send(place, log.slice(0, 500))
  await untilSaved(place, 500)
  await expect.poll(() => metricOf(detector, 'cards_evicted'), WAIT).toBe(CARDS)
  await proxy.cut()
  await send(place, log.slice(500))
  await expect
    .poll(() => health(detector, '/readyz'), WAIT)
    .toMatchObject({
      status: 503,
      reasons: { tasks: expect.stringMatching(/cards that it needs are still to come$/) },
    })
  expect((await health(detector, '/livez')).status).toBe(200)
  await proxy.restore()
  await untilSaved(place, log.length)
  expect(await metricOf(detector, 'card_loads_total')).toBeGreaterThanOrEqual(CARDS)
  await expect.poll(() => health(detector, '/readyz'), WAIT).toMatchObject({ status: 200 })
})

it('writes each checkpoint as one block', async () => {
  await startDetector()
  await send(place, story(500))
  await untilSaved(place, 500)
  await expect
    .poll(() => values('uniqExact(_part)', 'detector_state GROUP BY topic, partition, ver'), WAIT)
    .toSatisfy((parts: string[]) => parts.length > 0 && parts.every((count) => count === '1'))
})

it('goes on without ClickHouse, alive, and has everything when it is back', async () => {
  const detector = await startDetector()
  const log = story(1_000)
  await send(place, log.slice(0, 500))
  await untilSaved(place, 500)
  await proxy.cut()
  const before = await countIn(place, 'card.alerts')
  await send(place, log.slice(500))
  await expect.poll(() => countIn(place, 'card.alerts'), WAIT).toBeGreaterThan(before)
  expect((await health(detector, '/livez')).status).toBe(200)
  await proxy.restore()
  await untilSaved(place, log.length)
})

it('pauses at the bound while ClickHouse is away, and loses nothing', async () => {
  const detector = await startDetector({ BUFFER_ROWS: '20' })
  await expect.poll(() => health(detector, '/readyz'), WAIT).toMatchObject({ status: 200 })
  await proxy.cut()
  const log = story(1_000)
  await send(place, log.slice(0, 500))
  await expect
    .poll(() => health(detector, '/readyz'), WAIT)
    .toMatchObject({ status: 503, reasons: { tasks: expect.stringMatching(/20 rows wait/) } })
  await send(place, log.slice(500))
  await proxy.restore()
  await untilSaved(place, log.length)
  await expect.poll(() => health(detector, '/readyz'), WAIT).toMatchObject({ status: 200 })
})

it('waits for a ClickHouse that is away at start, not ready, and reads nothing', async () => {
  await proxy.cut()
  const detector = await startDetector()
  await send(place, story(100))
  expect(await health(detector, '/readyz')).toMatchObject({
    status: 503,
    reasons: { tasks: expect.stringMatching(/its state is being restored$/) },
  })
  expect(await countIn(place, 'card.alerts')).toBe(0)
  await proxy.restore()
  await untilSaved(place, 100)
})

it('saves at SIGTERM, and goes on behind it', async () => {
  const first = await startDetector({ CHECKPOINT_SECONDS: '60' })
  const log = story(600)
  await send(place, log.slice(0, 300))
  await expect.poll(() => countIn(place, 'card.alerts'), WAIT).toBeGreaterThan(0)
  await expect.poll(() => foldedBy(first), WAIT).toBe(300)
  expect(await first.end('SIGTERM')).toBe(0)
  await untilSaved(place, 300)
  const second = await startDetector()
  await send(place, log.slice(300))
  await untilSaved(place, 600)
  expect(await foldedBy(second)).toBe(300)
})

it('refuses a checkpoint beyond the end of the log', async () => {
  const first = await startDetector()
  await send(place, story(200))
  await untilSaved(place, 200)
  await first.end('SIGTERM')
  const renewed = { ...place, prefix: (await newPlace()).prefix }
  const child = spawnDetector({}, renewed)
  const lines = createInterface({ input: child.stdout })
  const fatal: string[] = []
  lines.on('line', (line) => fatal.push(...(line.includes('"level":60') ? [line] : [])))
  const [code] = await once(child, 'exit')
  expect(code).toBe(1)
  expect(fatal.join()).toMatch(/its checkpoint ends at offset \d+, its log before 0/)
})

it('puts broken records into dead.letters, marks what is late, and goes on', async () => {
  await startDetector()
  const late = call({ eventId: 'late', eventTime: TEN - 30 * 86_400_000 })
  await send(place, [policy(), policy(), call(), late, tick(TEN + 60_000)])
  await sendRaw(place, ['{"kind":', '{"kind":"usage","bytesUplink":-1}'])
  await expect
    .poll(() => headersIn(place, 'dead.letters', 'dlq.class'), WAIT)
    .toEqual(['decode', 'schema'])
  await expect.poll(() => values('mark', 'event_marks FINAL'), WAIT).toEqual(['late'])
})

it('tells its second stage what cards do together, which suspends a SIM box once, also after a kill', async () => {
  const iccid = (n: number) => `8986001234567890${1_000 + n}`
  const bound = { boundImeis: ['86012345678901'] }
  const cards = Array.from({ length: 5 }, (_, n) => profile({ ...bound, iccid: iccid(n) }))
  const use = (n: number, hour: number) =>
    data({
      eventId: `u${n}/${hour}`,
      iccid: iccid(n),
      imei: '86099999999999',
      eventTime: TEN + hour * 3_600_000,
    })
  const hours = (hour: number) => cards.map((_, n) => use(n, hour))
  await sendFacts(place, [policy()])
  const first = await startDetector({ CHECKPOINT_SECONDS: '0.2' })
  await send(place, [policy(), policy(), ...cards, ...hours(0)])
  await untilSaved(place, 12)
  await first.end('SIGKILL')
  await startDetector()
  await send(place, hours(1))
  const suspended = () =>
    values(
      'payload',
      "detector_state FINAL WHERE topic = 'group.facts' AND key = 'imei:86099999999999'",
    )
  await expect
    .poll(async () => (await suspended()).join().match(/\/suspend\//g)?.length, WAIT)
    .toBe(5)
  const proposals = await idsIn(place, 'enforcement.events')
  expect(new Set(proposals).size).toBeGreaterThanOrEqual(10)
})

it('is well with an empty topic', async () => {
  const detector = await startDetector()
  await expect.poll(() => health(detector, '/readyz'), WAIT).toMatchObject({ status: 200 })
  expect(await detector.end('SIGTERM')).toBe(0)
  expect(await values('key', 'detector_state')).toEqual([])
})

/** Kills detectors one after another once each has got some way, then lets one finish. */
async function run(
  kills: readonly NodeJS.Signals[],
  records: number,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const [turn, signal] of kills.entries()) {
    const often = { CHECKPOINT_SECONDS: '0.2', FLUSH_SECONDS: '0.2' }
    const detector = await startDetector({ ...often, ...env })
    await expect
      .poll(() => foldedBy(detector), { ...WAIT, interval: 5 })
      .toBeGreaterThan(100 * turn)
    await detector.end(signal)
  }
  await startDetector(env)
  await untilSaved(place, records)
}

interface Detector {
  readonly opsUrl: string
  /** Resolves with the exit code; null: it was killed. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** The process itself; resolves when it has begun. */
async function startDetector(env: Record<string, string> = {}, at = place): Promise<Detector> {
  const child = spawnDetector(env, at)
  const exited = once(child, 'exit') as Promise<[number | null]>
  const opsUrl = await Promise.race([opsUrlOf(child), exited.then(failed)])
  const detector = {
    opsUrl,
    async end(signal: NodeJS.Signals) {
      child.kill(signal)
      const [code] = await exited
      return code
    },
  }
  detectors.push(detector)
  return detector
}

function spawnDetector(env: Record<string, string>, { prefix, database }: Place) {
  return spawn(process.execPath, ['services/detector/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      KAFKA_BROKERS: stack.brokers.join(','),
      CLICKHOUSE_URL: proxy.url,
      CLICKHOUSE_DATABASE: database.name,
      TOPIC_PREFIX: prefix,
      SESSION_TIMEOUT_MS: '6000',
      CHECKPOINT_SECONDS: '1',
      FLUSH_SECONDS: '0.5',
      ...env,
    },
  })
}

function failed([code]: [number | null]): never {
  throw new Error(`The detector ended with ${code}`)
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

async function newPlace(): Promise<Place> {
  const [{ prefix }, database] = await Promise.all([
    stack.createTopics({ partitions: PARTITIONS }),
    stack.createDatabase(),
  ])
  return { prefix, database }
}

/** Records for all partitions: policies first, then cards of which some are misused. */
function story(records: number): object[] {
  const iccid = (n: number) => `898600123456789${String(10_000 + (n % CARDS))}`
  const profiles = Array.from({ length: CARDS }, (_, n) =>
    n % 2 === 0 ? profile({ iccid: iccid(n) }) : ordinary({ iccid: iccid(n) }),
  )
  const head = [policy(), policy(), ...profiles]
  const usage = Array.from({ length: records - head.length }, (_, n) => {
    const make = n % 3 === 0 ? data : call
    return make({
      eventId: `s${n}`,
      iccid: iccid(n),
      eventTime: TEN + n * 500,
      peer: `t1:p${n % 90}`,
    })
  })
  return [...head, ...usage]
}

async function send({ prefix }: Place, records: readonly object[]): Promise<void> {
  let policies = 0
  const messages = records.map((record) => {
    const iccid = 'iccid' in record ? String(record.iccid) : null
    const partition = iccid === null ? policies++ % PARTITIONS : Number(iccid.at(-1)) % PARTITIONS
    return { key: iccid, value: JSON.stringify(record), partition }
  })
  for (let from = 0; from < messages.length; from += SEND_SIZE) {
    const some = messages.slice(from, from + SEND_SIZE)
    await producer.send({ topic: `${prefix}card.events`, messages: some })
  }
}

async function sendFacts({ prefix }: Place, records: readonly object[]): Promise<void> {
  const messages = records.flatMap((record) =>
    Array.from({ length: PARTITIONS }, (_, partition) => ({
      value: JSON.stringify(record),
      partition,
    })),
  )
  await producer.send({ topic: `${prefix}group.facts`, messages })
}

async function sendRaw({ prefix }: Place, values: readonly string[]): Promise<void> {
  const messages = values.map((value) => ({ value, partition: 0 }))
  await producer.send({ topic: `${prefix}card.events`, messages })
}

/** Resolves when checkpoints cover so many records. */
async function untilSaved(at: Place, records: number): Promise<void> {
  const markers = "detector_state FINAL WHERE key = '#marker' AND topic = 'card.events'"
  await expect
    .poll(() => values('sum(bitAnd(ver, 0xffffffffffff) + 1)', markers, at), WAIT)
    .toEqual([String(records)])
}

/** Every newest row, with all but the time it was written. */
async function rowsOf({ database }: Place): Promise<readonly unknown[]> {
  const query = `${ROWS} ORDER BY iccid, windowKind, windowStart`
  const result = await database.client.query({ query, format: 'JSONEachRow' })
  return await result.json()
}

async function values(column: string, from: string, at = place): Promise<readonly string[]> {
  const query = `SELECT toString(${column}) AS value FROM ${from}`
  const result = await at.database.client.query({ query, format: 'JSONEachRow' })
  const rows = await result.json<{ value: string }>()
  return rows.map(({ value }) => value).sort()
}

function idsIn(at: Place, topic: string): Promise<readonly string[]> {
  return headersIn(at, topic, 'ce_id')
}

async function countIn({ prefix }: Place, topic: string): Promise<number> {
  const admin = stack.kafka.admin()
  await admin.connect()
  const offsets = await admin.fetchTopicOffsets(prefix + topic)
  await admin.disconnect()
  return offsets.reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0)
}

/** A header of every record in a topic, in order of its values. */
async function headersIn(at: Place, topic: string, header: string): Promise<readonly string[]> {
  const name = at.prefix + topic
  let left = await countIn(at, topic)
  if (left === 0) return []
  const found: string[] = []
  const consumer = stack.kafka.consumer({ groupId: `${name}.${Math.random()}` })
  await consumer.connect()
  await consumer.subscribe({ topics: [name], fromBeginning: true })
  const { promise, resolve } = Promise.withResolvers<void>()
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message }) => {
      found.push(String(message.headers?.[header]))
      left -= 1
      if (left === 0) resolve()
    },
  })
  await promise
  await consumer.disconnect()
  return found.sort()
}

function foldedBy(detector: Detector): Promise<number> {
  return metricOf(detector, 'events_total', 'topic="card.events"')
}

/** The sum of a metric over its labels, of those that match. */
async function metricOf({ opsUrl }: Detector, name: string, label = ''): Promise<number> {
  const text = await (await fetch(`${opsUrl}/metrics`)).text()
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith(`simwarden_${name}`) && line.includes(label))
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)
}

async function health({ opsUrl }: Detector, path: string) {
  const answer = await fetch(`${opsUrl}${path}`)
  return { status: answer.status, ...((await answer.json()) as object) }
}
