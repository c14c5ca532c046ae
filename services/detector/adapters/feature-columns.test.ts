import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { encodeRows } from '#runtime/row-binary.ts'
import { MEASURES } from '../features/catalogue.ts'
import { FEATURE_COLUMNS } from './feature-columns.ts'

const SQL = readFileSync(
  new URL('../../../schemas/tables/001_features.sql', import.meta.url),
  'utf8',
)
/** Filled by the table itself, or in evidence only. */
const NOT_WRITTEN = ['writtenAt']
const NO_COLUMNS = ['silentDays', 'wokeElsewhere']

it('writes every column of the table, in its type, and no other', () => {
  const written = FEATURE_COLUMNS.map(({ name, type }) => `${name} ${type}`)
  expect(written.sort()).toEqual(tableColumns().sort())
})

it('has a column for every measure of the catalogue but the newest values', () => {
  const names = FEATURE_COLUMNS.map(({ name }) => name)
  expect(Object.keys(MEASURES).filter((name) => !names.includes(name))).toEqual(NO_COLUMNS)
})

it('encodes a row whose window has few measures', () => {
  const row = {
    iccid: '89860012345678901234',
    windowKind: '1h',
    windowStart: 0,
    tenant: 'acme',
    measures: { callsOutgoing: 3, callerRatio: null },
    offset: 7n,
    asOf: 0,
  } as const
  expect(() => encodeRows(FEATURE_COLUMNS, [{ row, partition: 1, topicEpoch: 1 }])).not.toThrow()
})

/** `name type` of each, without the zone of times, which the bytes do not tell. */
function tableColumns(): string[] {
  const [, body = ''] = /CREATE TABLE[^(]*\(\n([\s\S]*?)\n\)\nENGINE/.exec(SQL) ?? []
  return body.split('\n').flatMap((line) => {
    const zoneless = line.replace(", 'UTC')", ')')
    const [, name = '', type = ''] = /^\s*(\w+) (\w+(?:\(\w+\))?)/.exec(zoneless) ?? []
    return NOT_WRITTEN.includes(name) ? [] : `${name} ${type}`
  })
}
