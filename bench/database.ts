import { connectClickHouse } from '#runtime/clickhouse.ts'
import { createLogger } from '#runtime/logger.ts'

export interface DatabaseOptions {
  readonly clickhouseUrl: string
  readonly name: string
}

/** A database of one run. */
export function connectDatabase({ clickhouseUrl, name }: DatabaseOptions) {
  const clickhouse = connectClickHouse({
    url: clickhouseUrl,
    database: 'default',
    application: 'bench',
    logger: createLogger({ name: 'bench', level: 'silent' }),
  })
  return {
    /** What was inserted and not merged away yet. */
    async countRows(table: string): Promise<number> {
      const sql = 'SELECT count() AS rows FROM {database:Identifier}.{table:Identifier}'
      const [row] = await clickhouse.query<{ readonly rows: string }>(sql, {
        database: name,
        table,
      })
      return Number(row?.rows ?? 0)
    },
    async drop(): Promise<void> {
      await clickhouse.command('DROP DATABASE IF EXISTS {database:Identifier}', { database: name })
      await clickhouse.close()
    },
  }
}
