import fc from 'fast-check'
import { expect, test } from 'vitest'
import { call, log, profile, TEN, tick } from '../../../test/support/builders.ts'
import { encodeChanges, Restoration } from '../checkpoint.ts'
import { Partition } from '../partition.ts'
import { judgeRecord } from '../pipeline.ts'
import type { FeatureRow, Output, StateEntry } from '../ports.ts'
import { keysOfCard } from './card-entries.ts'
import { ColumnBook } from './column-book.ts'
import { type HistoryRecord, history, stretches, touchy } from './testing/histories.ts'

const RUNS = 250
const size = fc.integer({ min: 1, max: 30 })

test('evicting a card and loading it back changes no output (I12)', () => {
  let loaded = 0
  fc.assert(
    fc.property(fc.oneof(history, stretches), size, (records, size) => {
      const whole = judgeIn(records, { size, isEvicting: false })
      const evicting = judgeIn(records, { size, isEvicting: true })
      loaded += evicting.loaded
      expect(evicting.outputs).toEqual(whole.outputs)
      expect(evicting.rows).toEqual(whole.rows)
      expect(evicting.counts).toEqual(whole.counts)
    }),
    { numRuns: RUNS },
  )
  expect(loaded).toBeGreaterThan(RUNS)
}, 120_000)

test('what was kept of evicted cards is given back, of busy ones too', () => {
  const calls = Array.from({ length: 90 }, (_, n) =>
    call({ iccid: numberOf(0), eventId: `c${n}`, eventTime: TEN + n * 1_000, peer: `t1:p${n}` }),
  )
  const parts = calls.map((_, n) => ({ ...useOf(1), eventId: `d${n}`, eventTime: TEN + n * 1_000 }))
  const { book, partition } = playWith([touchy, ...FLEET, ...calls, ...parts])
  expect(book.store.memory.usedWords).toBeGreaterThan(0)
  saved(partition)
  expect(book.eviction.evict(0)).toBe(FLEET.length)
  expect(book.size).toBe(0)
  expect(book.eviction.count).toBe(FLEET.length)
  expect(book.store.sizeBytes).toBe(0)
  expect(book.store.memory.usedWords).toBe(0)
})

test('a card with anything that is not saved stays', () => {
  const { book, partition } = playWith([touchy, ...FLEET])
  expect(book.eviction.evict(0)).toBe(0)
  partition.takeBlocks()
  expect(book.eviction.evict(0)).toBe(0)
  saved(partition)
  judgeRecord(rawOf(useOf(3), 99n), partition)
  expect(book.eviction.evict(0)).toBe(FLEET.length - 1)
  encodeChanges(partition)
  expect(book.eviction.evict(0)).toBe(0)
  partition.takeBlocks()
  expect(book.eviction.evict(0)).toBe(1)
})

test('of saved cards those go that were used longest ago, until the rest fits', () => {
  const { book, partition } = playWith([touchy, ...FLEET])
  for (let n = 0; n < 5; n += 1) judgeRecord(rawOf(useOf(n), BigInt(100 + n)), partition)
  saved(partition)
  const most = book.store.sizeBytes
  expect(book.eviction.evict(most)).toBe(0)
  expect(book.eviction.evict(most - 1)).toBe(1)
  expect(book.eviction.evictedIn(FLEET.map((record) => rawOf(record, 0n)))).toEqual([numberOf(5)])
})

test('a record of an evicted card that was not loaded is refused, and begins no card', () => {
  const { book, partition } = playWith([touchy, ...FLEET])
  saved(partition)
  book.eviction.evict(0)
  const report = {
    kind: 'report',
    source: 'crm',
    report: 'refusal',
    peer: 't1:ada',
    iccid: numberOf(1),
  }
  const records = [useOf(1), FLEET[1] ?? {}, { ...report, eventTime: TEN, eventId: 'r1' }]
  for (const record of records) {
    expect(() => judgeRecord(rawOf(record, 99n), partition)).toThrow('was not loaded')
  }
  expect(book.size).toBe(0)
})

test('tells which evicted cards records are of, however they are written', () => {
  const { book, partition } = playWith([touchy, ...FLEET])
  saved(partition)
  book.eviction.evict(0)
  const texts = [
    JSON.stringify(useOf(0)),
    ` { "kind":"usage", "iccid" : "${numberOf(1)}" }`,
    `{"iccid":"${numberOf(2).toLowerCase()}F"}`,
    `{"\\u0069ccid":"${numberOf(3)}"}`,
    `{"iccid":"${numberOf(2)}"}`,
    '{"iccid":"89860012345678999999"}',
    '{"iccid":null}',
    'null',
    JSON.stringify(tick(TEN)),
    `{"iccid":"${numberOf(4)}`,
  ]
  const records = [...texts.map((text) => ({ value: Buffer.from(text) })), { value: null }]
  expect(book.eviction.evictedIn(records)).toEqual([0, 1, 2, 3].map(numberOf))
})

test('of a record by itself it tells the card that the schema would read', () => {
  const { book, partition } = playWith([touchy, ...FLEET])
  saved(partition)
  book.eviction.evict(0)
  const [one, other] = [numberOf(1), numberOf(2)]
  for (const text of [
    `{"more":{"iccid":"${one}"},"iccid": "${other}"}`,
    `{"iccid":"${one}","iccid":"${other}"}`,
    `\uFEFF{"iccid": "${other}"}`,
    `{"iccid":"${other}"}`,
  ]) {
    expect(book.eviction.evictedIn([{ value: Buffer.from(text) }])).toEqual([other])
  }
})

test('a card of which the checkpoint has nothing begins anew, and takes no other along', () => {
  const { book, partition } = playWith([touchy, ...FLEET])
  saved(partition)
  book.eviction.evict(0)
  const records = [rawOf(useOf(1), 99n)]
  book.eviction.load(book.eviction.evictedIn(records), [])
  expect(book.size).toBe(1)
  expect(book.eviction.evictedIn(records)).toEqual([])
  expect(() => judgeRecord(rawOf(useOf(1), 99n), partition)).not.toThrow()
  expect(book.eviction.count).toBe(FLEET.length)
})

test('a restored partition leaves cards beyond its share in the checkpoint, whole', () => {
  const { partition } = playWith([touchy, ...FLEET, ...FLEET.map((_, n) => useOf(n))])
  const entries = encodeChanges(partition).sort((a, b) => (a.key < b.key ? -1 : 1))
  const restoration = new Restoration(0, { mostBytes: 12_000 })
  for (const entry of entries) restoration.take(entry)
  const { book } = restoration.end()
  expect(book.size).toBeGreaterThan(0)
  expect(book.size + (book.eviction?.count ?? 0)).toBe(FLEET.length)
  const records = FLEET.map((record) => rawOf(record, 0n))
  const evicted = book.eviction?.evictedIn(records) ?? []
  expect(evicted.length).toBe(book.eviction?.count)
  for (const iccid of evicted) book.eviction?.load([iccid], entriesOf(iccid, entries))
  const all = new Restoration(0)
  for (const entry of entries) all.take(entry)
  expect(stateOf(book as ColumnBook)).toEqual(stateOf(all.end().book as ColumnBook))
})

const FLEET: readonly HistoryRecord[] = Array.from({ length: 9 }, (_, n) =>
  profile({ iccid: numberOf(n), eventTime: TEN - 86_400_000, pool: 'p-1' }),
)

function numberOf(n: number): string {
  return `8986001234567890${1_000 + n}`
}

function useOf(n: number): HistoryRecord {
  const iccid = numberOf(n)
  const base = { kind: 'usage', source: 's', eventId: `u${n}`, iccid, eventTime: TEN + n }
  return { ...base, service: 'data', bytesUplink: 5, bytesDownlink: 7 }
}

function rawOf(record: HistoryRecord, offset: bigint) {
  return { offset, timestamp: Infinity, value: Buffer.from(JSON.stringify(record)) }
}

function begin() {
  const place: { partition?: Partition } = {}
  const book = new ColumnBook(() => (place.partition ?? new Partition(0)).policy)
  const partition = new Partition(0, { book })
  place.partition = partition
  return { book, partition }
}

function playWith(records: readonly object[]) {
  const { book, partition } = begin()
  records.forEach((record, at) => {
    judgeRecord(rawOf(record as HistoryRecord, BigInt(at)), partition)
  })
  return { book, partition }
}

/** As a checkpoint that is acknowledged. */
function saved(partition: Partition): void {
  partition.takeBlocks()
  encodeChanges(partition)
}

function entriesOf(iccid: string, entries: Iterable<StateEntry>): StateEntry[] {
  const keys = new Set(keysOfCard(iccid))
  return [...entries].filter(({ key }) => keys.has(key))
}

/** All that a checkpoint would say of all cards. */
function stateOf(book: ColumnBook) {
  for (const record of FLEET) {
    book.cardOf(String(record['iccid']) as Parameters<ColumnBook['cardOf']>[0])
    book.changedCard()
    book.changedContracts()
  }
  return book.takeChanges()
}

/** Judges a log in pieces. After each all is saved; then all cards may be evicted, until they come again. */
function judgeIn(
  records: readonly HistoryRecord[],
  { size, isEvicting }: { readonly size: number; readonly isEvicting: boolean },
) {
  const { book, partition } = begin()
  const entries = new Map<string, StateEntry['payload']>()
  const rows = new Map<string, FeatureRow>()
  const outputs: Output[] = []
  let loaded = 0
  const raws = log([touchy, ...records]).map((raw) => ({
    ...raw,
    value: Buffer.from(String(raw.value)),
  }))
  for (let start = 0; start < raws.length; start += size) {
    const chunk = raws.slice(start, start + size)
    const missing = book.eviction.evictedIn(chunk)
    loaded += missing.length
    const known = [...entries].map(([key, payload]) => ({ key, payload }))
    book.eviction.load(
      missing,
      missing.flatMap((iccid) => entriesOf(iccid, known)),
    )
    for (const raw of chunk) outputs.push(...judgeRecord(raw, partition))
    for (const row of partition.takeRows()) {
      rows.set(`${row.iccid}/${row.windowKind}/${row.windowStart}`, row)
    }
    for (const { key, payload } of encodeChanges(partition)) {
      if (!key.startsWith('#groups')) entries.set(key, payload)
    }
    if (isEvicting) book.eviction.evict(0)
  }
  return { outputs, rows: new Map([...rows].sort()), counts: partition.counts, loaded }
}
