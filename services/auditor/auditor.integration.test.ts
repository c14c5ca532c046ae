import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { callRow, cardRow, DAY_MS, HOUR_MS } from '../../audits/testing/rows.ts'
import { AS_OF } from '../../audits/testing/use-audit.ts'
import { useStack } from '../../test/support/test-stack.ts'
import { type SeverableProxy, severableProxy } from '../archiver/adapters/severable-proxy.ts'
import { readAudits } from './adapters/audit-files.ts'

const stack = useStack()
const WAIT = { timeout: 45_000, interval: 50 }
const AUDITS = readAudits().length

type Row = Readonly<Record<string, string>>

let database: Awaited<ReturnType<typeof stack.createDatabase>>
let proxy: SeverableProxy
let auditors: Auditor[] = []

beforeEach(async () => {
  database = await stack.createDatabase()
  proxy = await severableProxy(stack.clickhouseUrl)
})

afterEach(async () => {
  for (const auditor of auditors) await auditor.end('SIGKILL')
  auditors = []
  await proxy.cut()
})

it('runs every audit once, without an error, and again only when its time has come', async () => {
  await insert('profiles', [cardRow('card-1', { assessmentId: null })])
  await insert('usage', [callRow('card-1', { eventTime: AS_OF + HOUR_MS })])
  const first = await startAuditor()
  await expect.poll(() => runs(), WAIT).toHaveLength(AUDITS)
  expect((await runs()).filter(({ error }) => error !== '')).toEqual([])
  expect(await gaps()).toMatchObject([{ state: 'open', openedAt: '2026-03-09 16:00:00.000' }])
  expect(await first.metrics()).toMatch(
    /simwarden_audit_findings_open\{audit="assessment-gap",process="auditor"\} 1/,
  )
  expect(await first.end('SIGTERM')).toBe(0)

  const second = await startAuditor()
  await expect.poll(() => second.isReady(), WAIT).toBe(true)
  await insert('profiles', [cardRow('card-1', { eventTime: AS_OF + HOUR_MS })])
  await insert('usage', [callRow('card-1', { eventTime: AS_OF + DAY_MS + HOUR_MS })])
  await expect.poll(gaps, WAIT).toMatchObject([{ state: 'resolved' }])
  const monthly = (await runs()).filter(({ audit }) => audit === 'purpose-drift')
  expect(monthly).toHaveLength(1)
})

it('waits for a ClickHouse that is away, not ready and alive', async () => {
  await insert('usage', [callRow('card-1', { eventTime: AS_OF + HOUR_MS })])
  await proxy.cut()
  const auditor = await startAuditor()
  expect(await auditor.isReady()).toBe(false)
  await proxy.restore()
  await expect.poll(() => auditor.isReady(), WAIT).toBe(true)
  await expect.poll(() => runs(), WAIT).toHaveLength(AUDITS)
})

interface Auditor {
  isReady(): Promise<boolean>
  metrics(): Promise<string>
  /** Resolves with the exit code; null: it was killed. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** The process itself; resolves when it has started. */
async function startAuditor(): Promise<Auditor> {
  const child = spawn(process.execPath, ['services/auditor/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      CLICKHOUSE_URL: proxy.url,
      CLICKHOUSE_DATABASE: database.name,
      CLOCK: 'feed',
      LOOK_SECONDS: '0.2',
    },
  })
  const exited = once(child, 'exit') as Promise<[number | null]>
  const started = Promise.withResolvers<string>()
  let url = ''
  createInterface(child.stdout).on('line', (line) => {
    const entry: { msg?: string; url?: string } = JSON.parse(line)
    url = entry.url ?? url
    if (entry.msg === 'Started') started.resolve(url)
  })
  await Promise.race([started.promise, exited.then(failed)])
  const auditor: Auditor = {
    isReady: async () => (await fetch(`${url}/readyz`)).ok,
    metrics: async () => (await fetch(`${url}/metrics`)).text(),
    async end(signal) {
      child.kill(signal)
      const [code] = await exited
      return code
    },
  }
  auditors.push(auditor)
  return auditor
}

function failed([code]: [number | null]): never {
  throw new Error(`The auditor ended with ${code}`)
}

async function insert(table: string, values: readonly object[]): Promise<void> {
  await database.client.insert({ table, values, format: 'JSONEachRow' })
}

function runs(): Promise<Row[]> {
  return rowsOf('SELECT audit, error FROM audit_runs_current')
}

function gaps(): Promise<Row[]> {
  return rowsOf("SELECT * FROM audit_findings_current WHERE audit = 'assessment-gap'")
}

async function rowsOf(query: string): Promise<Row[]> {
  const result = await database.client.query({ query, format: 'JSONEachRow' })
  return await result.json<Row>()
}
