import { RowBinaryWriter } from './row-binary-writer.ts'

/** The plain types, each with what a row gives for it. Times are epoch milliseconds. */
interface PlainTypes {
  String: string | Uint8Array
  'LowCardinality(String)': string
  Bool: boolean
  UInt8: number
  UInt16: number
  UInt32: number
  UInt64: bigint | number
  Int64: bigint | number
  Float32: number
  Float64: number
  /** Epoch seconds on the wire: milliseconds are cut off. */
  DateTime: number
  'DateTime64(3)': number
}

type Plain = keyof PlainTypes

interface Types
  extends PlainTypes,
    Readonly<{ [T in Plain as `Nullable(${T})`]: PlainTypes[T] | null }>,
    Readonly<{ [T in Plain as `Array(${T})`]: readonly PlainTypes[T][] }> {}

/** One column of an insert: the type as ClickHouse writes it (zones left out), and where a row has it. */
export type Column<Row> = {
  [T in keyof Types]: { readonly name: string; readonly type: T; value(row: Row): Types[T] }
}[keyof Types]

/** A value a column cannot hold: a number out of its range, or of another type. */
export class RowNotEncodable extends Error {
  override readonly name = 'RowNotEncodable'
  readonly rowIndex: number
  readonly column: string

  constructor(rowIndex: number, column: string, cause: unknown) {
    super(`Cannot encode row ${rowIndex}: column ${column} does not take its value`, { cause })
    this.rowIndex = rowIndex
    this.column = column
  }
}

/** The columns' names, for the INSERT that takes the rows. */
export function columnNames<Row>(columns: readonly Column<Row>[]): string[] {
  return columns.map(({ name }) => name)
}

/** Rows in RowBinary, in the columns' order. Throws `RowNotEncodable` at the first row that does not fit. */
export function encodeRows<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Buffer {
  const writer = new RowBinaryWriter()
  writeRows(columns, rows, writer)
  return writer.finish()
}

/** The same, behind what a writer holds already. */
export function writeRows<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  writer: RowBinaryWriter,
): void {
  const writes = columns.map(writerOf)
  rows.forEach((row, rowIndex) => {
    for (let index = 0; index < writes.length; index++) {
      try {
        writes[index]?.(writer, row)
      } catch (error) {
        throw new RowNotEncodable(rowIndex, columns[index]?.name ?? '', error)
      }
    }
  })
}

type Write<Value> = (writer: RowBinaryWriter, value: Value) => void

const PLAIN: { readonly [T in Plain]: Write<PlainTypes[T]> } = {
  String: (writer, value) => writer.string(value),
  'LowCardinality(String)': (writer, value) => writer.string(value),
  Bool: (writer, value) => writer.uint8(value ? 1 : 0),
  UInt8: (writer, value) => writer.uint8(value),
  UInt16: (writer, value) => writer.uint16(value),
  UInt32: (writer, value) => writer.uint32(value),
  UInt64: (writer, value) => writer.uint64(value),
  Int64: (writer, value) => writer.int64(value),
  Float32: (writer, value) => writer.float32(value),
  Float64: (writer, value) => writer.float64(value),
  DateTime: (writer, value) => writer.uint32(Math.floor(value / 1_000)),
  'DateTime64(3)': (writer, value) => writer.int64(value),
}

function writerOf<Row>(column: Column<Row>): Write<Row> {
  const write = writeOf(column.type)
  // The column's type says that its value and its writer agree; only TypeScript cannot follow.
  const value = column.value as (row: Row) => unknown
  return (writer, row) => write(writer, value(row))
}

function writeOf(type: string): Write<unknown> {
  const [, wrapper, inner] = /^(Nullable|Array)\((.+)\)$/.exec(type) ?? []
  const write = PLAIN[(inner ?? type) as Plain] as Write<unknown>
  if (wrapper === 'Nullable') return (writer, value) => writeNullable(writer, write, value)
  if (wrapper === 'Array') return (writer, value) => writeArray(writer, write, value)
  return write
}

function writeNullable(writer: RowBinaryWriter, write: Write<unknown>, value: unknown): void {
  writer.uint8(value === null ? 1 : 0)
  if (value !== null) write(writer, value)
}

function writeArray(writer: RowBinaryWriter, write: Write<unknown>, value: unknown): void {
  const items = value as readonly unknown[]
  writer.size(items.length)
  for (const item of items) write(writer, item)
}
