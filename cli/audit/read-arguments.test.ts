import { expect, test } from 'vitest'
import { readAuditArguments } from './read-arguments.ts'

test('without arguments all audits run now, for a person', () => {
  expect(readAuditArguments([])).toEqual({ kind: 'run', ids: [], asOf: null, format: 'table' })
})

test('takes ids, a moment with its zone, and the format', () => {
  const args = ['feed-gap', 'silent-card', '--as-of', '2026-03-10T00:00:00+08:00', '--json']
  expect(readAuditArguments(args)).toEqual({
    kind: 'run',
    ids: ['feed-gap', 'silent-card'],
    asOf: Date.UTC(2026, 2, 9, 16),
    format: 'json',
  })
  expect(readAuditArguments(['--as-of', 'newest'])).toMatchObject({ asOf: 'newest' })
})

test('tells listing, importing and help apart', () => {
  expect(readAuditArguments(['--list', 'feed-gap'])).toMatchObject({ kind: 'list' })
  expect(readAuditArguments(['import', 'sales', 'a.csv'])).toEqual({
    kind: 'import',
    table: 'sales',
    file: 'a.csv',
  })
  expect(readAuditArguments(['--help'])).toEqual({ kind: 'help' })
})

test.each([
  [['--as-of', 'tomorrow'], 'Cannot read --as-of tomorrow'],
  [['--as-of', '2026-03-10T00:00:00'], 'it takes ISO 8601 with its zone'],
  [['--sort'], "Unknown option '--sort'"],
  [['import', 'sales'], 'import takes a table and a file'],
])('refuses %j and says what it takes', (args, words) => {
  expect(() => readAuditArguments(args)).toThrow(words)
})
