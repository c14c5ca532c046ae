import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type ClickHouseSettings, createClient } from '@clickhouse/client'
import { clickHouseLog } from './clickhouse-log.ts'
import type { Finding } from './condition.ts'
import type { Logger } from './logger.ts'
import type { Secret } from './secret.ts'

export interface ClickHouseOptions {
  readonly url: string
  readonly database: string
  readonly user?: string | undefined
  readonly password?: Secret | undefined
  /** The process, seen in ClickHouse's own query log. */
  readonly application: string
  readonly logger: Logger
}

interface InsertOptions {
  /** The same token with the same bytes lands once; sha256 of the bytes without it. */
  readonly token?: string
  readonly signal?: AbortSignal
}

export interface InsertInto {
  readonly table: string
  readonly columns: readonly string[]
  /** Left out: RowBinary. */
  readonly format?: 'RowBinary' | 'Native'
}

type QueryParameters = Readonly<Record<string, unknown>>

/** ClickHouse over HTTP. Every call is one try: `retryForever` and `clickHouseErrorKind` are beside it. */
export interface ClickHouse {
  /**
   * Inserts rows in RowBinary (`encodeRows`) as one block, or of blocks in the Native format
   * (`nativeBlock`), put together to one. One that failed may have happened: send the same bytes again.
   */
  insertRows(into: InsertInto, rows: Buffer, options?: InsertOptions): Promise<void>
  /** Rows as objects, as declared by the caller. Integers of 64 bits are strings. `{name:Type}` binds. */
  query<Row>(sql: string, parameters?: QueryParameters): Promise<Row[]>
  /** The same in pieces, for answers that do not fit in memory at once. */
  queryStream<Row>(sql: string, parameters?: QueryParameters): AsyncIterable<Row[]>
  /** A statement without an answer: DDL, mutations. Never an INSERT with values. */
  command(sql: string, parameters?: QueryParameters): Promise<void>
  ping(): Promise<Finding>
  close(): Promise<void>
}

/** Batching is ours; one insert is one block, so that it lands whole; late days are many partitions. */
const INSERT_SETTINGS: ClickHouseSettings = {
  async_insert: 0,
  wait_end_of_query: 1,
  max_partitions_per_insert_block: '0',
  max_insert_block_size: '4000000',
  min_insert_block_size_rows: '4000000',
  min_insert_block_size_bytes: '0',
}

const REQUEST_TIMEOUT_MS = 60_000

/** Makes a client; nothing is sent before the first call. */
export function connectClickHouse(options: ClickHouseOptions): ClickHouse {
  const { url, database, user, password, application, logger } = options
  const client = createClient({
    url,
    database,
    application,
    ...(user !== undefined && { username: user }),
    ...(password && { password: password.reveal() }),
    request_timeout: REQUEST_TIMEOUT_MS,
    clickhouse_settings: { output_format_json_quote_64bit_integers: 1 },
    log: clickHouseLog(logger),
  })

  function ask(sql: string, parameters: QueryParameters) {
    return client.query({ query: sql, query_params: { ...parameters }, format: 'JSONEachRow' })
  }

  return {
    async insertRows(
      { table, columns, format = 'RowBinary' },
      rows,
      { token = hash('sha256', rows), signal } = {},
    ) {
      if (rows.length === 0) return
      // The client's `insert` takes no binary stream, and its `command` drops the rows without a word.
      const { stream } = await client.exec({
        query: `INSERT INTO ${table} (${columns.join(', ')}) FORMAT ${format}`,
        values: Readable.from([rows], { objectMode: false }),
        clickhouse_settings: { ...INSERT_SETTINGS, insert_deduplication_token: token },
        ...(signal && { abort_signal: signal }),
      })
      for await (const _ of stream) {
        // Its end is the acknowledgement.
      }
    },
    async query<Row>(sql: string, parameters: QueryParameters = {}) {
      const result = await ask(sql, parameters)
      return result.json<Row>()
    },
    async *queryStream<Row>(sql: string, parameters: QueryParameters = {}) {
      const result = await ask(sql, parameters)
      for await (const rows of result.stream<Row>()) yield rows.map((row) => row.json())
    },
    async command(sql, parameters = {}) {
      await client.command({ query: sql, query_params: { ...parameters } })
    },
    async ping() {
      const answer = await client.ping()
      return answer.success ? { ok: true } : { ok: false, reason: answer.error.message }
    },
    close: () => client.close(),
  }
}
