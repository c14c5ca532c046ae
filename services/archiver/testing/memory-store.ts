import type { Row, TableName } from '../domain/tables.ts'
import type { Store } from '../ports.ts'

type AnyRow = Row['row']

/** A store for tests that keeps rows in memory, as ClickHouse does in what its rows promise. */
export class MemoryStore implements Store {
  /** Every block that came in, in order; repeats of the same bytes not. */
  readonly blocks: { readonly table: TableName; readonly rows: readonly AnyRow[] }[] = []
  readonly #seen = new Set<string>()
  #refuses: (row: AnyRow) => boolean = () => false
  #away: PromiseWithResolvers<void> | undefined

  /** From here on such rows are refused. */
  refuse(isRefused: (row: AnyRow) => boolean): void {
    this.#refuses = isRefused
  }

  /** Every insert waits until `comeBack`. */
  goAway(): void {
    this.#away ??= Promise.withResolvers<void>()
  }

  comeBack(): void {
    this.#away?.resolve()
    this.#away = undefined
  }

  rows(table: TableName): readonly AnyRow[] {
    return this.blocks.flatMap((block) => (block.table === table ? block.rows : []))
  }

  encode: Store['encode'] = (_table, rows) => {
    const rowIndex = rows.findIndex(hasNoPlace)
    if (rowIndex >= 0)
      return { status: 'bad', rowIndex, reason: 'a column does not take its value' }
    const lines = rows.map((row) => `${JSON.stringify(row, writeBigInt)}\n`)
    return { status: 'encoded', rows: Buffer.from(lines.join('')) }
  }

  insert: Store['insert'] = async (table, bytes) => {
    await this.#away?.promise
    const text = bytes.toString()
    const rows = text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line, readBigInt) as AnyRow)
    if (rows.some(this.#refuses)) return { status: 'refused', reason: 'refused' }
    if (!this.#seen.has(table + text)) this.blocks.push({ table, rows })
    this.#seen.add(table + text)
    return { status: 'stored' }
  }
}

function hasNoPlace(row: AnyRow): boolean {
  return Object.values(row).some((value) => typeof value === 'bigint' && value < 0n)
}

function writeBigInt(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { bigint: String(value) } : value
}

function readBigInt(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('bigint' in value)) return value
  return BigInt(String(value.bigint))
}
