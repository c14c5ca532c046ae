import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useStack } from '../../test/support/test-stack.ts'
import { type ClickHouse, connectClickHouse } from './clickhouse.ts'
import { clickHouseErrorKind } from './clickhouse-errors.ts'
import { createLogger } from './logger.ts'
import { type Column, columnNames, encodeRows } from './row-binary.ts'

const stack = useStack()
const logger = createLogger({ name: 'test', level: 'silent' })
const database = `runtime_${randomBytes(6).toString('hex')}`
const store = connectTo(stack.clickhouseUrl, database)

function connectTo(url: string, name: string): ClickHouse {
  return connectClickHouse({ url, database: name, application: 'test', logger })
}

beforeAll(async () => {
  const outside = connectTo(stack.clickhouseUrl, 'default')
  await outside.command(`CREATE DATABASE ${database}`)
  await outside.close()
})

afterAll(async () => {
  await store.command(`DROP DATABASE ${database} SYNC`)
  await store.close()
})

function kindOf(error: unknown): string {
  return clickHouseErrorKind(error)
}

/** What a failed call was, in our words. */
async function failure(call: Promise<unknown>): Promise<string> {
  return call.then(() => 'no failure', kindOf)
}

interface Row {
  readonly id: number
}

const columns: Column<Row>[] = [
  { name: 'id', type: 'UInt64', value: ({ id }) => id },
  { name: 'time', type: 'DateTime64(3)', value: ({ id }) => Date.UTC(2026, 0, 1 + id) },
]

async function createTable(table: string): Promise<{ table: string; columns: string[] }> {
  await store.command(`CREATE TABLE ${table} (id UInt64, time DateTime64(3, 'UTC'))
    ENGINE = MergeTree PARTITION BY toYYYYMMDD(time) ORDER BY id
    SETTINGS non_replicated_deduplication_window = 100`)
  return { table, columns: columnNames(columns) }
}

async function count(table: string): Promise<number> {
  const [row] = await store.query<{ rows: string }>(`SELECT count() AS rows FROM ${table}`)
  return Number(row?.rows)
}

describe('insertRows', () => {
  it('brings every type to ClickHouse as it was', async () => {
    const every: Column<null>[] = [
      { name: 's', type: 'String', value: () => '卡 é \0 "' },
      { name: 'l', type: 'LowCardinality(String)', value: () => 'usage' },
      { name: 'b', type: 'Bool', value: () => true },
      { name: 'u8', type: 'UInt8', value: () => 255 },
      { name: 'u16', type: 'UInt16', value: () => 65_535 },
      { name: 'u32', type: 'UInt32', value: () => 4_294_967_295 },
      { name: 'u64', type: 'UInt64', value: () => (1n << 48n) + (1n << 63n) },
      { name: 'i64', type: 'Int64', value: () => -5 },
      { name: 'f32', type: 'Float32', value: () => 0.5 },
      { name: 'f64', type: 'Float64', value: () => 0.1 },
      { name: 'd', type: 'DateTime', value: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678) },
      { name: 'd64', type: 'DateTime64(3)', value: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678) },
      { name: 'n', type: 'Nullable(Float64)', value: () => null },
      { name: 'm', type: 'Nullable(UInt64)', value: () => 7 },
      { name: 'a', type: 'Array(String)', value: () => ['x', ''] },
      { name: 'bytes', type: 'String', value: () => Buffer.from([0, 255]) },
    ]
    const declared = every.map(({ name, type }) => `${name} ${type}`).join(', ')
    await store.command(`CREATE TABLE every (${declared}) ENGINE = MergeTree ORDER BY s`)
    const into = { table: 'every', columns: columnNames(every) }
    await store.insertRows(into, encodeRows(every, [null, null]))
    const rows = await store.query('SELECT * EXCEPT bytes, hex(bytes) AS bytes FROM every')
    const row = {
      s: '卡 é \0 "',
      l: 'usage',
      b: true,
      u8: 255,
      u16: 65_535,
      u32: 4_294_967_295,
      u64: '9223653511831486464',
      i64: '-5',
      f32: 0.5,
      f64: 0.1,
      d: '2026-01-02 03:04:05',
      d64: '2026-01-02 03:04:05.678',
      n: null,
      m: '7',
      a: ['x', ''],
      bytes: '00FF',
    }
    expect(rows).toEqual([row, row])
  })

  it('lands once, however often the same bytes are sent', async () => {
    const into = await createTable('once')
    const rows = encodeRows(columns, [{ id: 1 }, { id: 2 }])
    await store.insertRows(into, rows)
    await store.insertRows(into, rows)
    expect(await count('once')).toBe(2)
    await store.insertRows(into, rows, { token: 'another' })
    expect(await count('once')).toBe(4)
  })

  it('takes rows of more days than ClickHouse allows by itself', async () => {
    const into = await createTable('days')
    const rows = Array.from({ length: 150 }, (_, id) => ({ id }))
    await store.insertRows(into, encodeRows(columns, rows))
    expect(await count('days')).toBe(150)
  })

  it('sends nothing when there is nothing', async () => {
    await store.insertRows({ table: 'nowhere', columns: ['id'] }, Buffer.alloc(0))
  })

  it('fails when rows are cut off, and none lands', async () => {
    const into = await createTable('cut')
    const rows = encodeRows(columns, [{ id: 1 }, { id: 2 }])
    expect(await failure(store.insertRows(into, rows.subarray(0, -3)))).toBe('data')
    expect(await count('cut')).toBe(0)
  })

  it('tells a table not yet there from a statement that is wrong', async () => {
    const rows = encodeRows(columns, [{ id: 1 }])
    const nowhere = { table: 'nowhere', columns: ['id'] }
    expect(await failure(store.insertRows(nowhere, rows))).toBe('infrastructure')
    expect(await failure(store.query('SELEC 1'))).toBe('defect')
  })
})

describe('query', () => {
  it('binds its parameters', async () => {
    const rows = await store.query('SELECT {word:String} AS word', { word: "it's" })
    expect(rows).toEqual([{ word: "it's" }])
  })

  it('gives a long answer in pieces', async () => {
    let sum = 0
    for await (const rows of store.queryStream<{ number: string }>(
      'SELECT number FROM numbers(100000)',
    )) {
      sum += rows.length
    }
    expect(sum).toBe(100_000)
  })
})

describe('a server that is away', () => {
  it('is an answer of ping, and an outage for the rest', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    await new Promise((resolve) => server.close(resolve))
    const away = connectTo(`http://127.0.0.1:${port}`, 'x')
    expect(await away.ping()).toMatchObject({ ok: false })
    expect(await failure(away.query('SELECT 1'))).toBe('infrastructure')
    await away.close()
    expect(await store.ping()).toEqual({ ok: true })
  })
})
