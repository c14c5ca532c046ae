import { expect, test } from 'vitest'
import { DeadLetterHeaders } from '#schemas/dead-letter.ts'
import { createDeadLetters, deadLetter, type Refusal } from './dead-letter.ts'
import type { Producer } from './kafka-producer.ts'
import { createLogger } from './logger.ts'
import { createMetrics } from './metrics.ts'
import type { OutgoingRecord } from './records.ts'

const at = { topic: 'carrier.usage', partition: 3 }
const stamp = { app: 'ingest', version: '0.1.0', nowMs: 1_764_000_000_000 }

function refusal(changes: Partial<Refusal> = {}): Refusal {
  const record = {
    offset: 42n,
    key: Buffer.from('k'),
    value: Buffer.from([0xff, 0x00, 0x7b]),
    headers: { secret: Buffer.from('13800138000') },
    timestamp: 1_763_000_000_000,
  }
  return { record, class: 'decode', reason: 'not JSON', ...changes }
}

test('keeps key and value as they are, byte for byte', () => {
  const { key, value } = deadLetter(at, refusal(), stamp)
  expect(key).toEqual(Buffer.from('k'))
  expect(value).toEqual(Buffer.from([0xff, 0x00, 0x7b]))
})

test('says why and where it stood, and nothing of the headers it had', () => {
  const { headers } = deadLetter(at, refusal(), stamp)
  expect(DeadLetterHeaders.strict().parse(headers)).toEqual({
    'dlq.reason': 'not JSON',
    'dlq.class': 'decode',
    'dlq.topic': 'carrier.usage',
    'dlq.partition': '3',
    'dlq.offset': '42',
    'dlq.timestamp': '1763000000000',
    'dlq.firstSeen': '1764000000000',
    'dlq.app': 'ingest',
    'dlq.version': '0.1.0',
    'dlq.attempts': '1',
  })
})

test('fits the contract with an endless reason, with none, and without a time stamp', () => {
  const untimed = { ...refusal().record, timestamp: -1 }
  for (const reason of ['x'.repeat(5_000), '']) {
    const letter = deadLetter(at, refusal({ reason, record: untimed }), stamp)
    expect(DeadLetterHeaders.safeParse(letter.headers).success).toBe(true)
  }
})

/** Refuses what is above 100 bytes, as a broker would. */
function brokerOf100Bytes() {
  const sent: OutgoingRecord[] = []
  const send: Producer['send'] = async (topic, records) => {
    const tooLarge = records.filter(({ value }) => (value?.length ?? 0) > 100)
    sent.push(...records.filter((record) => !tooLarge.includes(record)))
    return tooLarge.map((record) => ({ topic, record, reason: 'too-large', sizeBytes: 101 }))
  }
  return { sent, producer: { send } as Producer }
}

function setUp() {
  const lines: string[] = []
  const { sent, producer } = brokerOf100Bytes()
  const metrics = createMetrics('test')
  const logger = createLogger({
    name: 'test',
    level: 'info',
    destination: { write: (line) => void lines.push(line) },
  })
  let nowMs = stamp.nowMs
  const letters = createDeadLetters(producer, { app: 'test', logger, metrics, nowMs: () => nowMs })
  return { lines, sent, metrics, letters, pass: (ms: number) => (nowMs += ms) }
}

test('counts every letter by class and logs one line a minute', async () => {
  const { letters, metrics, lines, pass } = setUp()
  await letters.keep(at, [refusal(), refusal(), refusal({ class: 'schema' })])
  expect(lines).toHaveLength(2)
  pass(60_000)
  await letters.keep(at, [refusal()])
  expect(lines).toHaveLength(3)
  const { values } = await metrics.deadLetters.get()
  expect(values.map(({ labels, value }) => [labels['class'], value])).toEqual([
    ['decode', 3],
    ['schema', 1],
  ])
})

test('leaves a trace of what even dead.letters cannot take', async () => {
  const { letters, sent } = setUp()
  const large = { ...refusal().record, value: Buffer.alloc(101) }
  await letters.keep(at, [refusal({ record: large, class: 'oversize' }), refusal()])
  expect(sent).toHaveLength(2)
  const trace = sent.find(({ value }) => value === null)
  const headers = DeadLetterHeaders.parse(trace?.headers)
  expect(headers['dlq.offset']).toBe('42')
  expect(headers['dlq.reason']).toMatch(/left out/)
})
