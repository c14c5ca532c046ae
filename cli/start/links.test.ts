import { expect, test } from 'vitest'
import { linksOf } from './links.ts'

test('the page of ClickHouse opens with the query, and never with a password', () => {
  const { alerts, console } = linksOf({
    clickhouseUrl: 'http://user:secret@127.0.0.1:18123',
    database: 'simwarden',
    consolePort: null,
    services: [],
  })
  const { hash, pathname, search } = new URL(alerts)
  expect(Buffer.from(hash.slice(1), 'base64').toString()).toMatch(/^SELECT .* FROM alerts_current/)
  expect(pathname + search).toBe('/play?database=simwarden&run=1')
  expect(alerts).not.toContain('secret')
  expect(console).toBeNull()
})
