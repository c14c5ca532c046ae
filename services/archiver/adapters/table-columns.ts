import type { Column } from '#runtime/row-binary.ts'
import { type Row, TABLES, type TableName } from '../domain/tables.ts'

type AnyRow = Row['row']

const COLUMNS = new Map(
  Object.entries(TABLES).map(([table, types]) => [
    table,
    Object.entries(types).map(([name, type]) => columnOf(name, type)),
  ]),
)

/** The columns of a table, as the encoder wants them. */
export function tableColumns(table: TableName): readonly Column<AnyRow>[] {
  return COLUMNS.get(table) ?? []
}

/** `RowOf` binds each column's type to its value; the encoder takes its rows by name. */
function columnOf(name: string, type: Column<AnyRow>['type']): Column<AnyRow> {
  const value = (row: AnyRow) => row[name as keyof AnyRow]
  return { name, type, value } as unknown as Column<AnyRow>
}
