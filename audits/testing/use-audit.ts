import { beforeAll, beforeEach } from 'vitest'
import { type ClickHouse, connectClickHouse } from '#runtime/clickhouse.ts'
import { createLogger } from '#runtime/logger.ts'
import { readAudits } from '../../services/auditor/adapters/audit-files.ts'
import { clickHouseAuditStore } from '../../services/auditor/adapters/clickhouse-audit-store.ts'
import type { Finding } from '../../services/auditor/domain/finding.ts'
import { runAudit } from '../../services/auditor/pipeline.ts'
import { useStack } from '../../test/support/test-stack.ts'

/** 00:00 on Tuesday 2026-03-10 in Shanghai: what every test looks from. */
export const AS_OF = Date.UTC(2026, 2, 9, 16)

type Fields = Readonly<Record<string, unknown>>

interface Opened extends Pick<Finding, 'subjectKind' | 'subjectId' | 'tenant' | 'severity'> {
  readonly dueAt: number
  readonly reasonEn: string
  readonly reasonZh: string
  readonly details: Fields
}

/** One audit on the real ClickHouse, over the rows of one test. */
export interface AuditUnderTest {
  insert(table: string, rows: readonly Fields[]): Promise<void>
  /** Settings of the policy in force; without a call those of the audit's file. */
  setPolicy(settings: Fields): Promise<void>
  /** Runs it and gives the findings that are open then. Throws what the run says it could not do. */
  run(asOf?: number): Promise<readonly Opened[]>
  /** The subjects' ids alone. */
  subjects(asOf?: number): Promise<readonly string[]>
}

/** Call it once at the top of an audit's test file. Each test begins with empty tables. */
export function useAudit(id: string): AuditUnderTest {
  const stack = useStack()
  const used = new Set(['audit_findings', 'audit_runs', 'policies'])
  let clickhouse: ClickHouse
  let insertInto: (table: string, values: readonly Fields[]) => Promise<unknown>

  beforeAll(async () => {
    const { name, client } = await stack.createDatabase()
    insertInto = (table, values) => client.insert({ table, values, format: 'JSONEachRow' })
    const logger = createLogger({ name: 'test', level: 'silent' })
    const { clickhouseUrl: url } = stack
    clickhouse = connectClickHouse({ url, database: name, application: 'test', logger })
    return () => clickhouse.close()
  })
  beforeEach(async () => {
    for (const table of used) await clickhouse.command(`TRUNCATE TABLE ${table}`)
  })

  async function run(asOf = AS_OF): Promise<readonly Opened[]> {
    const audit = readAudits().find((one) => one.id === id)
    if (!audit) throw new Error(`There is no audit ${id}`)
    const store = clickHouseAuditStore(clickhouse)
    const made = await runAudit(audit, { store, asOf, clock: { wallNow: () => AS_OF } })
    if (!made) throw new Error('The policy has it off')
    if (made.error !== '') throw new Error(made.error)
    if (made.blind !== '') throw new Error(`Blind: ${made.blind}`)
    const findings = await store.findings(id)
    return findings.filter(({ state }) => state === 'open').map(openedOf)
  }

  return {
    async insert(table, rows) {
      used.add(table)
      await insertInto(table, rows)
    },
    async setPolicy(settings) {
      const body = JSON.stringify({ audits: { [id]: { settings } }, timeZone: 'Asia/Shanghai' })
      await insertInto('policies', [{ version: 'test@1', eventTime: 0, body, ver: 1 }])
    },
    run,
    subjects: async (asOf) => (await run(asOf)).map(({ subjectId }) => subjectId).sort(),
  }
}

function openedOf(finding: Finding): Opened {
  const { subjectKind, subjectId, tenant, severity, dueAt, reasonEn, reasonZh, details } = finding
  const numbers = JSON.parse(details) as Fields
  return { subjectKind, subjectId, tenant, severity, dueAt, reasonEn, reasonZh, details: numbers }
}
