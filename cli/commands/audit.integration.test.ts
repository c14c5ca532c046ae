import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callRow, cardRow, HOUR_MS } from '../../audits/testing/rows.ts'
import { AS_OF } from '../../audits/testing/use-audit.ts'
import { useStack } from '../../test/support/test-stack.ts'

const stack = useStack()
const folder = mkdtempSync(join(tmpdir(), 'simwarden-audit-'))
let database: Awaited<ReturnType<typeof stack.createDatabase>>

beforeAll(async () => {
  database = await stack.createDatabase()
  const { client } = database
  const profiles = [cardRow('89860000000000000100', { assessmentId: null, reseller: 'r-1' })]
  await client.insert({ table: 'profiles', values: profiles, format: 'JSONEachRow' })
  const usage = [callRow('89860000000000000100', { eventTime: AS_OF + HOUR_MS })]
  await client.insert({ table: 'usage', values: usage, format: 'JSONEachRow' })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The program itself, as a person runs it. */
function simwarden(...args: readonly string[]) {
  const { promise, resolve } = Promise.withResolvers<{ code: number; out: string; err: string }>()
  const { PATH } = process.env
  const env = { PATH, CLICKHOUSE_URL: stack.clickhouseUrl, CLICKHOUSE_DATABASE: database.name }
  execFile(process.execPath, ['cli/simwarden.ts', ...args], { env }, (error, out, err) => {
    resolve({ code: error ? Number(error.code) : 0, out, err })
  })
  return promise
}

test('runs what is named as of a moment; the same again opens nothing', async () => {
  const args = ['audit', 'assessment-gap', '--as-of', 'newest', '--json']
  const first = await simwarden(...args)
  const run = { audit: 'assessment-gap', asOf: AS_OF + HOUR_MS, found: 1 }
  expect(JSON.parse(first.out)).toMatchObject([{ ...run, opened: 1 }])
  const second = await simwarden(...args)
  expect(JSON.parse(second.out)).toMatchObject([{ ...run, opened: 0, resolved: 0 }])
  expect(first.code + second.code).toBe(0)
})

test('runs all audits and shows what they found', async () => {
  const { code, out } = await simwarden('audit', '--as-of', 'newest')
  expect(code).toBe(0)
  expect(out).toMatch(/^As of 2026-03-09T17:00:00.000Z\naudit /)
  expect(out).toMatch(/^assessment-gap .* 1 +0 +0 +\d+$/m)
})

test('imports a register, after which its audit can see', async () => {
  expect((await simwarden('audit', 'sales-channel')).out).toContain('blind: sales is empty')
  const file = join(folder, 'sales.csv')
  const range = '89860000000000000200,89860000000000000299'
  writeFileSync(file, `reseller,iccidFrom,iccidTo,soldAt\nr-1,${range},2026-01-01T00:00:00Z\n`)
  const imported = await simwarden('audit', 'import', 'sales', file)
  expect(imported).toMatchObject({ code: 0, out: 'Imported 1 rows into sales\n' })
  expect((await simwarden('audit', 'sales-channel')).out).toMatch(
    /^sales-channel .* 1 +1 +0 +\d+$/m,
  )
})

test.each([
  [['audit', 'sale-channel'], /^There is no audit sale-channel; .* --list has all$/m],
  [['audit', 'import', 'usage', 'x.csv'], /^Cannot import into usage: the registers are sales, /],
  [['audit', 'import', 'sales', 'x.csv'], /^Cannot read x.csv: there is no such file$/m],
  [['audit', 'import', 'sales', 'package.json'], /^Cannot audit, ClickHouse says: /],
  [['audits'], /^There is no command audits$/m],
])('refuses %j with 2 and one message', async (args, words) => {
  const { code, out, err } = await simwarden(...args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(words)
  expect(err).not.toMatch(/^ {4}at /m)
})

test('says where it looked for a ClickHouse that is away', async () => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const env = { PATH: process.env['PATH'], CLICKHOUSE_URL: 'http://127.0.0.1:1' }
  execFile(process.execPath, ['cli/simwarden.ts', 'audit'], { env }, (_error, _out, err) =>
    resolve(err),
  )
  expect(await promise).toMatch(/^Cannot reach ClickHouse at http:\/\/127.0.0.1:1: .+\n$/)
})
