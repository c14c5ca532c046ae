import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { measureList } from '../features/catalogue.ts'
import { FEATURE_COLUMNS } from './feature-columns.ts'

const TABLES = new URL('../../../schemas/tables/', import.meta.url)
const SQL = tableFile('001_features.sql')
/** Files that change the table of features, in their order. */
const ADDED = readdirSync(TABLES)
  .filter((name) => name.endsWith('_features.sql') && name !== '001_features.sql')
  .sort()
  .map(tableFile)
  .join('\n')
/** Filled by the table itself. */
const NOT_WRITTEN = ['writtenAt']

it('writes every column of the table, in its type, and no other', () => {
  const written = FEATURE_COLUMNS.map(({ name, type }) => `${name} ${type}`)
  expect(written.sort()).toEqual(tableColumns().sort())
})

it('has a column for every measure that stands in a row, and for no other', () => {
  const names = FEATURE_COLUMNS.map(({ name }) => name)
  const inRows = measureList.filter(([, { windows, hidden }]) => {
    const rows = windows.filter((name) => !['5m', '10m', '14days', 'last'].includes(name))
    return rows.length > 0 && !hidden
  })
  expect(names).toEqual(expect.arrayContaining(inRows.map(([name]) => name)))
  expect(names).not.toContain('silentDays')
  expect(names).not.toContain('gapSquares')
})

/** `name type` of each, without the zone of times, which the bytes do not tell. */
function tableColumns(): string[] {
  const [, body = ''] = /CREATE TABLE[^(]*\(\n([\s\S]*?)\n\)\nENGINE/.exec(SQL) ?? []
  const dropped = [...ADDED.matchAll(/DROP COLUMN IF EXISTS (\w+)/g)].map(([, name]) => name)
  const added = [...ADDED.matchAll(/ADD COLUMN IF NOT EXISTS (.*?) AFTER/g)].map(([, one]) => one)
  return [...body.split('\n'), ...added].flatMap((line = '') => {
    const zoneless = line.replace(", 'UTC')", ')')
    const [, name = '', type = ''] = /^\s*(\w+) (\w+(?:\(\w+\))?)/.exec(zoneless) ?? []
    return [...NOT_WRITTEN, ...dropped].includes(name) ? [] : `${name} ${type}`
  })
}

function tableFile(name: string): string {
  return readFileSync(new URL(name, TABLES), 'utf8')
}
