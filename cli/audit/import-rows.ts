import { createReadStream, existsSync } from 'node:fs'
import type { ClickHouseClient } from '@clickhouse/client'
import { UsageError } from '../replay/usage-error.ts'

/** The registers that no feed carries; all else is written by services alone. */
const IMPORTED = [
  'sales',
  'stock',
  'restricted_identities',
  'consents',
  'call_evidence',
  'listings',
  'top_ups',
]

export interface ImportOptions {
  readonly table: string
  /** CSV whose first line names columns. Times are ISO 8601 or epoch seconds. */
  readonly file: string
}

/**
 * Rows of a file into a register; gives their number. A row of the same key replaces the one before,
 * so a file that failed half-way is imported again.
 */
export async function importRows(
  client: ClickHouseClient,
  { table, file }: ImportOptions,
): Promise<number> {
  if (!IMPORTED.includes(table)) {
    throw new UsageError(`Cannot import into ${table}: the registers are ${IMPORTED.join(', ')}`)
  }
  if (!existsSync(file)) throw new UsageError(`Cannot read ${file}: there is no such file`)
  const { summary } = await client.insert({
    table,
    values: createReadStream(file),
    format: 'CSVWithNames',
    clickhouse_settings: {
      date_time_input_format: 'best_effort',
      input_format_skip_unknown_fields: 0,
      wait_end_of_query: 1,
    },
  })
  return Number(summary?.written_rows ?? 0)
}
