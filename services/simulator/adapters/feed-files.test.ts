import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { CardEvent } from '#schemas/card-event.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import { Feed } from '../feed.ts'
import { collectFeed, feedSettings } from '../testing/collect-feed.ts'
import { writeFeedFiles } from './feed-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
afterAll(() => rmSync(folder, { recursive: true }))

function linesOf(name: string): string[] {
  return readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')
}

test('writes what replay reads: profiles first, a tick for each minute, tokens for peers', () => {
  const settings = feedSettings({ cards: 100 })
  const written = writeFeedFiles(new Feed(settings), folder)
  const decoded = linesOf('events.ndjson').map((line) => decodeRecord(CardEvent, line))
  const events = decoded.map((each) => (each.status === 'ok' ? each.value : null))
  const collected = collectFeed(settings)

  expect(events).not.toContain(null)
  expect(events.filter((event) => event?.kind === 'usage')).toHaveLength(collected.usage.length)
  expect(events.slice(0, 100).every((event) => event?.kind === 'profile')).toBe(true)
  const ticks = events.filter((event) => event?.kind === 'tick').map((tick) => tick?.eventTime ?? 0)
  expect(ticks.length).toBeGreaterThan(110)
  expect(ticks).toEqual(ticks.toSorted((left, right) => left - right))
  expect(linesOf('ground-truth.ndjson').map((line) => JSON.parse(line))).toEqual(collected.truths)
  expect(written.usage).toBe(collected.usage.length)
})
