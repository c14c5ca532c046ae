import { ClickHouseError } from '@clickhouse/client'
import type { ClickHouse } from '#runtime/clickhouse.ts'
import { clickHouseErrorKind } from '#runtime/clickhouse-errors.ts'
import type { Condition, Finding } from '#runtime/condition.ts'
import type { Logger } from '#runtime/logger.ts'
import { retryForever } from '#runtime/retry.ts'
import { columnNames, encodeRows, RowNotEncodable } from '#runtime/row-binary.ts'
import type { Part } from '#runtime/run-service.ts'
import type { Row, TableName } from '../domain/tables.ts'
import type { Encoded, Inserted, Store } from '../ports.ts'
import { tableColumns } from './table-columns.ts'

export interface ClickHouseStoreOptions {
  readonly clickhouse: ClickHouse
  readonly logger: Logger
  /** Ends the waiting for a ClickHouse that is away: the insert then rejects. */
  readonly signal: AbortSignal
  onError?(kind: ReturnType<typeof clickHouseErrorKind>): void
}

/** The rows' home. As a part it has started when ClickHouse answers. */
export interface ClickHouseStore extends Store, Part {
  /** False, with the reason, from an insert that failed until one that succeeds. */
  readonly isReady: Condition
}

/** ClickHouse as a store. It waits for one that is away for as long as it takes. */
export function clickHouseStore(options: ClickHouseStoreOptions): ClickHouseStore {
  const { clickhouse, logger, signal, onError } = options
  const failures = new Map<string, string>([['start', 'ClickHouse has not answered yet']])

  return {
    name: 'store',
    isReady: () => firstOf(failures),
    encode,
    insert: (table, rows) =>
      retryForever(() => insertOnce(table, rows), {
        signal,
        logger,
        what: `insert into ${table}`,
        giveUpOn: (error) => clickHouseErrorKind(error) === 'defect',
      }),
    start: (starting) =>
      retryForever(ask, {
        signal: AbortSignal.any([signal, starting]),
        logger,
        what: 'reach ClickHouse',
      }),
    stop: () => clickhouse.close(),
  }

  /** The token is made of the bytes, so an insert that failed and yet happened lands once. */
  async function insertOnce(table: TableName, rows: Buffer): Promise<Inserted> {
    try {
      const columns = columnNames(tableColumns(table))
      await clickhouse.insertRows({ table, columns }, rows, { signal })
      failures.delete(table)
      return { status: 'stored' }
    } catch (error) {
      if (signal.aborted) throw error
      const kind = clickHouseErrorKind(error)
      onError?.(kind)
      if (kind === 'data') return { status: 'refused', reason: refusalOf(table, error) }
      failures.set(table, `Cannot insert into ${table}: ${messageOf(error)}`)
      throw error
    }
  }

  async function ask(): Promise<void> {
    const finding = await clickhouse.ping()
    if (!finding.ok) throw new Error(finding.reason)
    failures.delete('start')
  }
}

function encode(table: TableName, rows: readonly Row['row'][]): Encoded {
  try {
    return { status: 'encoded', rows: encodeRows(tableColumns(table), rows) }
  } catch (error) {
    if (!(error instanceof RowNotEncodable)) throw error
    const { rowIndex, column } = error
    return { status: 'bad', rowIndex, reason: `${table}.${column} does not take its value` }
  }
}

/** Without the message of ClickHouse, which tells values. */
function refusalOf(table: TableName, error: unknown): string {
  const type = error instanceof ClickHouseError ? ` (${error.type ?? error.code})` : ''
  return `ClickHouse refuses its row in ${table}${type}`
}

function firstOf(failures: ReadonlyMap<string, string>): Finding {
  const [reason] = failures.values()
  return reason === undefined ? { ok: true } : { ok: false, reason }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
