/** What a row gives for a column of each type this process writes. Times are epoch milliseconds. */
interface Values {
  String: string
  'LowCardinality(String)': string
  UInt8: number
  UInt16: number
  UInt32: number
  UInt64: bigint | number
  Float32: number
  'DateTime64(3)': number
  'Nullable(UInt8)': number | null
  'Nullable(UInt64)': number | null
  'Nullable(Float64)': number | null
}

/** A ClickHouse table as far as this process writes it: its columns in the order of the insert. */
export type Columns = Readonly<Record<string, keyof Values>>

export type RowOf<C extends Columns> = { readonly [Name in keyof C]: Values[C[Name]] }
