import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectClickHouse } from '#runtime/clickhouse.ts'
import { createLogger } from '#runtime/logger.ts'
import { migrate } from '../../../deploy/migrate.ts'
import { useStack } from '../../../test/support/test-stack.ts'
import { blocksOf } from '../card/row-block.ts'
import { type MeasureName, measureList } from '../features/catalogue.ts'
import type { FeatureRow } from '../ports.ts'
import { encodeFeatureRows } from './encode-feature-rows.ts'
import { FEATURE_COLUMNS, MEASURE_TYPES } from './feature-columns.ts'

const stack = useStack()
const logger = createLogger({ name: 'test', level: 'silent' })
const database = `rows_${randomBytes(6).toString('hex')}`
const store = connectClickHouse({
  url: stack.clickhouseUrl,
  database,
  application: 'test',
  logger,
})

beforeAll(() => migrate({ clickhouseUrl: stack.clickhouseUrl, database }))

afterAll(async () => {
  await store.command(`DROP DATABASE ${database} SYNC`)
  await store.close()
})

const WINDOWS = [
  '1h',
  '1d',
  '2d',
  '7d',
  '30d',
  '240d',
  'day',
  'month',
  'cycle',
  'lifetime',
] as const
/** 2026 and a little before and after. */
const time = fc.integer({ min: 1_767_000_000_000, max: 1_799_000_000_000 })
const maybe = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: null })

const row = fc
  .record({
    windowKind: fc.constantFrom(...WINDOWS),
    windowStart: time,
    tenant: fc.constantFrom('acme', '水表', 'x'.repeat(256)),
    asOf: time,
    whole: fc.array(maybe(fc.oneof(fc.nat(), fc.maxSafeNat())), { minLength: 80, maxLength: 80 }),
    part: fc.array(maybe(fc.double({ noNaN: true, noDefaultInfinity: true })), {
      minLength: 80,
      maxLength: 80,
    }),
  })
  .map(({ whole, part, ...fields }) => {
    const inWindow = measureList.filter(
      ([, { windows, hidden }]) => !hidden && windows.some((one) => one === fields.windowKind),
    )
    const isFloat = (name: MeasureName) => MEASURE_TYPES.get(name)?.includes('Float')
    const measures = inWindow.map(([name], n) => [name, isFloat(name) ? part[n] : whole[n]])
    return { ...fields, measures: Object.fromEntries(measures) }
  })

/** Rows of all windows in one insert, as a flush sends them. */
async function insert(rows: readonly FeatureRow[]): Promise<void> {
  const blocks = blocksOf(rows).map((block) =>
    encodeFeatureRows(block, { partition: 3, topicEpoch: 2 }),
  )
  const columns = FEATURE_COLUMNS.map(({ name }) => name)
  await store.insertRows({ table: 'features', columns, format: 'Native' }, Buffer.concat(blocks))
}

it('stores what the rows say, each measure of the window, and null for those of others', async () => {
  const samples = fc.sample(fc.array(row, { minLength: 400, maxLength: 400 }), 1)[0] ?? []
  const rows = samples.map(
    (one, n): FeatureRow => ({
      ...one,
      iccid: `8986001234567${n}`.padEnd(19, 'A') as FeatureRow['iccid'],
      offset: 2n ** 40n + BigInt(n),
    }),
  )
  await insert(rows)
  const found = await store.query<Record<string, unknown>>(
    `SELECT *, toUnixTimestamp64Milli(windowStart) AS start, toUnixTimestamp64Milli(asOf) AS made
     FROM features ORDER BY offset`,
  )
  expect(found).toHaveLength(rows.length)
  for (const [n, expected] of rows.entries()) {
    const stored = found[n] ?? {}
    expect(stored).toMatchObject({
      iccid: expected.iccid,
      windowKind: expected.windowKind,
      start: String(expected.windowStart),
      tenant: expected.tenant,
      made: String(expected.asOf),
      partition: 3,
      offset: String(expected.offset),
      ver: String((2n << 48n) | expected.offset),
    })
    for (const name of MEASURE_TYPES.keys()) {
      const value = expected.measures[name as MeasureName] ?? null
      const read = stored[name]
      expect(read === null ? null : Number(read), name).toBe(value)
    }
  }
})

it('stores the tenant of each row, however many there are', async () => {
  await store.command('TRUNCATE TABLE features')
  const rows = Array.from(
    { length: 300 },
    (_, n): FeatureRow => ({
      iccid: `8986001234567${n}`.padEnd(19, 'A') as FeatureRow['iccid'],
      windowKind: 'day',
      windowStart: Date.UTC(2026, 2, 1),
      tenant: `tenant-${n}`,
      measures: {},
      offset: BigInt(n),
      asOf: Date.UTC(2026, 2, 2),
    }),
  )
  await insert(rows)
  const found = await store.query<{ tenant: string }>('SELECT tenant FROM features ORDER BY offset')
  expect(found.map(({ tenant }) => tenant)).toEqual(rows.map(({ tenant }) => tenant))
})

it('lands as one part, so that no flush is there by half', async () => {
  await store.command('TRUNCATE TABLE features')
  await store.command('SYSTEM STOP MERGES features')
  const rows = WINDOWS.map(
    (windowKind, n): FeatureRow => ({
      iccid: '89860012345678901234' as FeatureRow['iccid'],
      windowKind,
      windowStart: Date.UTC(2026, 2, 1),
      tenant: 'acme',
      measures: {},
      offset: BigInt(n),
      asOf: Date.UTC(2026, 2, 2),
    }),
  )
  await insert(rows)
  const [parts] = await store.query<{ parts: string; rows: string }>(
    `SELECT count() AS parts, sum(rows) AS rows FROM system.parts
     WHERE database = '${database}' AND table = 'features' AND active`,
  )
  expect(parts).toEqual({ parts: '1', rows: '10' })
})
