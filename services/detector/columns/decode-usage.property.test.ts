import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CardEvent } from '#schemas/card-event.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import { DecodeTools } from './decode-tools.ts'
import { decodeUsage } from './decode-usage.ts'
import { fillFields } from './fill-fields.ts'
import { broken, type Entry, textOf, twisted, usage } from './testing/usage-texts.ts'
import { UsageFields } from './usage-fields.ts'
import { Field } from './usage-keys.ts'
import { LONGEST_SCAN } from './usage-scan.ts'

const KEYS = Object.keys(Field)

/** What the fields' bounds let in and what they do not, each to be held against every field. */
const AT_BOUNDS = [
  ...['null', 'true', 'false', '0', '-0', '-1', '1.5', '""', '"x"', '"true"'],
  ...[0, 90, 180, 604_800, Number.MAX_SAFE_INTEGER].flatMap((bound) => [
    `${bound}`,
    `-${bound}`,
    `${bound}.5`,
    `-${bound}.5`,
    `${bound + 1}`,
  ]),
  ...['946684799999', '946684800000', '4102444799999', '4102444800000', '1767225600000.5'],
  ...Array.from({ length: 24 }, (_, length) => `"${'7'.repeat(length)}"`),
  ...[1, 5, 6, 14, 15].flatMap((length) =>
    ['/', ':', 'a'].map((end) => `"${'7'.repeat(length)}${end}"`),
  ),
  ...[17, 18, 20, 21].flatMap((length) => [
    `"${'7'.repeat(length)}ff"`,
    `"g${'7'.repeat(length)}"`,
  ]),
  ...[31, 32, 33].map((length) => `"${'7'.repeat(20).padEnd(length, 'F')}"`),
  ...[255, 256, 257].map((length) => `"${'x'.repeat(length)}"`),
  ...['"t1:a"', '"t12:a-_Z9"', '"t:a"', '"t1:"', '"t1a"', '"T1:a"', '"1:a"', '"t1:a.b"', '"t1:a:"'],
  ...[127, 128, 129].map((length) => `"${'t1:'.padEnd(length, 'x')}"`),
  ...['"usage"', '"data"', '"voice"', '"sms"', '"outgoing"', '"incoming"', '"phone"', '"module"'],
  ...['"router"', '"other"', '"person"', '"platform"', '"shortCode"', '"emergency"', '"normal"'],
  ...['"busy"', '"noAnswer"', '"invalidNumber"', '"rejected"', '"phones"', '"Phone"', '"phon"'],
]

/** One of each for all records, as in the process: nothing of one record may be seen in the next. */
const fields = new UsageFields()
const tools = new DecodeTools()

/** Whether a record is taken. It lies in a batch, which is used again at once. */
function decode(record: string | Uint8Array): boolean {
  const { length } = Buffer.from(record)
  const batch = Buffer.concat([Buffer.from('{"'), Buffer.from(record), Buffer.from('"}",:0f')])
  const taken = decodeUsage(batch.subarray(2, 2 + length), fields, tools)
  batch.fill('x')
  return taken
}

/** What `fields` must be, the long way. */
function atLength(record: string | Uint8Array): UsageFields {
  const decoded = decodeRecord(CardEvent, Buffer.from(record))
  if (decoded.status === 'bad') throw new Error(`No record: ${decoded.reason}`)
  if (decoded.value.kind !== 'usage') throw new Error(`Not usage: ${decoded.value.kind}`)
  const plain = new UsageFields()
  fillFields(decoded.value, plain)
  return plain
}

test('a plain record is taken, and says what it says the long way', () => {
  fc.assert(
    fc.property(usage.map(textOf), (record) => {
      expect(decode(record)).toBe(true)
      expect(fields).toEqual(atLength(record))
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['values', twisted],
  ['bytes', broken],
])('with other %s, what is taken is a record, and says the same the long way', (_, records) => {
  let taken = 0
  fc.assert(
    fc.property(records, (record) => {
      if (!decode(record)) return
      taken += 1
      expect(fields).toEqual(atLength(record))
    }),
    { numRuns: 4_000 },
  )
  expect(taken).toBeGreaterThan(200)
})

const SMALL: readonly Entry[] = [
  ['kind', '"usage"'],
  ['source', '"cmcc"'],
  ['eventId', '"e1"'],
  ['iccid', '"89860012345678901234"'],
  ['eventTime', '1767225600000'],
]

/** A small record in which some fields say something else. */
function recordWith(changes: Readonly<Record<string, string>>): string {
  return textOf(Object.entries({ ...Object.fromEntries(SMALL), service: '"data"', ...changes }))
}

test.each(['data', 'voice', 'sms'])(
  'up to each bound, %s is taken when it is a record',
  (service) => {
    const base = { service: `"${service}"`, sessionId: '"s"', direction: '"outgoing"' }
    for (const key of KEYS) {
      for (const value of AT_BOUNDS) {
        const record = recordWith({ ...base, [key]: value })
        const isRecord = decodeRecord(CardEvent, record).status === 'ok'
        expect(decode(record), `${key}: ${value}`).toBe(isRecord)
        if (isRecord) expect(fields).toEqual(atLength(record))
      }
    }
  },
)

test('each byte stands for itself or ends what is taken, wherever it is', () => {
  for (let code = 0; code < 256; code += 1) {
    const stands = code >= 0x20 && code < 0x80 && code !== 0x22 && code !== 0x5c
    for (const before of ['', 'a', 'ab', 'abc', 'abcd']) {
      const [head = '', tail = ''] = recordWith({ region: '"|"' }).split('|')
      const bytes = [Buffer.from(head + before), Buffer.from([code]), Buffer.from(`zz${tail}`)]
      expect(decode(Buffer.concat(bytes)), `${before}, then ${code}`).toBe(stands)
    }
  }
})

test('what needs a second look is left to the long way', () => {
  const plain = recordWith({})
  const left = {
    space: plain.replace(',', ', '),
    escape: recordWith({ region: '"CN-\\u0048N"' }),
    'other script': recordWith({ region: '"湖南"' }),
    nesting: recordWith({ extra: '{"a":1}' }),
    'a key twice': plain.replace('{', '{"source":"cmcc",'),
    prototype: plain.replace('{', '{"__proto__":1,'),
    exponent: recordWith({ bytesUplink: '1e3' }),
    'other kind': recordWith({ kind: '"tick"' }),
    'nothing at all': '',
  }
  expect(decode(plain)).toBe(true)
  for (const [what, record] of Object.entries(left)) expect(decode(record), what).toBe(false)
})

test('a record is taken up to a greatest length, and none above', () => {
  const padded = (bytes: number) => recordWith({ extra: `"${'x'.repeat(bytes)}"` })
  const room = LONGEST_SCAN - padded(0).length
  expect(decode(padded(room))).toBe(true)
  expect(decode(padded(room + 1))).toBe(false)
})

test('more texts than there is room for are told apart', () => {
  for (let n = 0; n < 5_000; n += 1) {
    expect(decode(recordWith({ region: `"CN-${n}"`, apn: `"Net-${n % 3_000}"` }))).toBe(true)
    expect(fields).toMatchObject({ region: `CN-${n}`, apn: `net-${n % 3_000}` })
  }
})
