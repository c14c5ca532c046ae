import { ClickHouseError } from '@clickhouse/client'
import { z } from 'zod'
import type { ClickHouse } from '#runtime/clickhouse.ts'
import { columnNames, encodeRows } from '#runtime/row-binary.ts'
import type { LastRuns } from '../domain/due-time.ts'
import { type Finding, Found } from '../domain/finding.ts'
import type { Answer, AuditStore } from '../ports.ts'
import { FINDING_COLUMNS, RUN_COLUMNS } from './finding-columns.ts'

/** What `throwIf` in a query says: an import that is empty, a feed that is behind. */
const THROWN = 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO'

/** What is behind it, epoch milliseconds; null: no usage is kept. */
export type NewestUsage = () => Promise<number | null>

/** The history in ClickHouse. */
export function clickHouseAuditStore(
  clickhouse: ClickHouse,
): AuditStore & { readonly newestUsage: NewestUsage } {
  return {
    async ask(sql, parameters) {
      try {
        const rows = await clickhouse.query<unknown>(wrapped(sql), parameters)
        return answerOf(rows)
      } catch (error) {
        return refusalOf(error)
      }
    },
    async emptyOf(tables) {
      const asked = tables.map(async (table) => {
        const rows = await clickhouse.query(`SELECT 1 FROM ${table} LIMIT 1`)
        return rows.length === 0 ? [table] : []
      })
      return (await Promise.all(asked)).flat()
    },
    async policyAt(asOf) {
      const [row] = await clickhouse.query<{ version: string; body: string }>(POLICY, { asOf })
      return row ? { version: row.version, document: JSON.parse(row.body) } : null
    },
    async findings(audit) {
      const rows = await clickhouse.query<StoredFinding>(FINDINGS, { audit })
      return rows.map(findingOf)
    },
    async saveFindings(findings) {
      const columns = columnNames(FINDING_COLUMNS)
      const rows = encodeRows(FINDING_COLUMNS, findings)
      await clickhouse.insertRows({ table: 'audit_findings', columns }, rows)
    },
    async lastRuns() {
      const rows = await clickhouse.query<StoredLastRuns>(LAST_RUNS)
      return new Map(rows.map((row) => [row.audit, lastRunsOf(row)]))
    },
    async saveRun(run) {
      const columns = columnNames(RUN_COLUMNS)
      await clickhouse.insertRows({ table: 'audit_runs', columns }, encodeRows(RUN_COLUMNS, [run]))
    },
    async newestUsage() {
      const [row] = await clickhouse.query<{ newest: string; records: string }>(NEWEST_USAGE)
      return row && Number(row.records) > 0 ? Number(row.newest) : null
    },
  }
}

/** A finding's own numbers stay numbers in its details. */
function wrapped(sql: string): string {
  return `
SELECT * REPLACE (toUnixTimestamp64Milli(toDateTime64(dueAt, 3, 'UTC')) AS dueAt)
FROM (
${sql}
)
ORDER BY subjectKind, subjectId
SETTINGS output_format_json_quote_64bit_integers = 0`
}

function answerOf(rows: readonly unknown[]): Answer {
  const parsed = z.array(Found).safeParse(rows)
  if (parsed.success) return { status: 'answered', rows: parsed.data }
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: '' }
  return { status: 'refused', reason: `Its row is no finding: ${path.join('.')}: ${message}` }
}

/** An answer of the server is the audit's own trouble; silence is everybody's, and thrown on. */
function refusalOf(error: unknown): Answer {
  if (!(error instanceof ClickHouseError)) throw error
  const [said = ''] = error.message.split(': while executing')
  const reason =
    error.type === THROWN ? said : `ClickHouse refuses the query (${error.type}): ${said}`
  return { status: 'refused', reason: reason.slice(0, LONGEST_REASON) }
}

const LONGEST_REASON = 500

type StoredFinding = Omit<Finding, TimeName> & Readonly<Record<TimeName, string | null>>
type TimeName = 'openedAt' | 'dueAt' | 'lastSeenAt' | 'resolvedAt' | 'version'

function findingOf(row: StoredFinding): Finding {
  return {
    ...row,
    openedAt: Number(row.openedAt),
    dueAt: Number(row.dueAt),
    lastSeenAt: Number(row.lastSeenAt),
    resolvedAt: row.resolvedAt === null ? null : Number(row.resolvedAt),
    version: Number(row.version),
  }
}

interface StoredLastRuns {
  readonly audit: string
  readonly succeeded: string
  readonly asOf: string
  readonly failures: string
  readonly failedAsOf: string
  readonly failedRanAt: string
}

function lastRunsOf(row: StoredLastRuns): LastRuns {
  return {
    asOf: Number(row.succeeded) > 0 ? Number(row.asOf) : null,
    failed:
      Number(row.failures) > 0
        ? { asOf: Number(row.failedAsOf), ranAt: Number(row.failedRanAt) }
        : null,
  }
}

const FINDINGS = `
SELECT * EXCEPT (writtenAt) REPLACE (
  toUnixTimestamp64Milli(openedAt) AS openedAt,
  toUnixTimestamp64Milli(dueAt) AS dueAt,
  toUnixTimestamp64Milli(lastSeenAt) AS lastSeenAt,
  toUnixTimestamp64Milli(resolvedAt) AS resolvedAt)
FROM audit_findings_current
WHERE audit = {audit:String}`

/** A higher number behind the @ replaces a lower one, whenever it was published. */
const POLICY = `
SELECT version, body
FROM policies_current
ORDER BY
  eventTime <= fromUnixTimestamp64Milli({asOf:Int64}, 'UTC') DESC,
  toUInt32OrZero(splitByChar('@', version)[-1]) DESC, ver DESC
LIMIT 1`

const LAST_RUNS = `
SELECT audit,
  countIf(error = '') AS succeeded,
  toUnixTimestamp64Milli(maxIf(r.asOf, error = '')) AS asOf,
  countIf(error != '') AS failures,
  toUnixTimestamp64Milli(argMaxIf(r.asOf, ranAt, error != '')) AS failedAsOf,
  toUnixTimestamp64Milli(maxIf(ranAt, error != '')) AS failedRanAt
FROM audit_runs_current AS r
GROUP BY audit`

const NEWEST_USAGE = `
SELECT toUnixTimestamp64Milli(max(eventTime)) AS newest, count() AS records
FROM usage
WHERE eventTime >= (SELECT max(eventTime) FROM usage) - INTERVAL 1 HOUR`
