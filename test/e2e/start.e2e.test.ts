import { randomBytes } from 'node:crypto'
import { createClient } from '@clickhouse/client'
import { expect, inject, test } from 'vitest'
import { findFreePorts } from '../../cli/start/free-ports.ts'
import { runStart, summaryOf } from '../support/run-start.ts'
import type {} from '../support/stack-setup.ts'

/** A wave of misuse, each kind of it three times, in 40 s. */
const ONE_WAVE = ['--for', '40s', '--speed', '150', '--cards', '5000', '--json', '--no-console']

test('a run on a stack of its own loses nothing, finds every breach and suspends nobody else', async () => {
  const [kafka, controller, clickhouse] = await findFreePorts(3)
  const demo = runStart(ONE_WAVE, {
    KAFKA_BROKERS: '',
    CLICKHOUSE_URL: '',
    KAFKA_PORT: String(kafka),
    KAFKA_CONTROLLER_PORT: String(controller),
    CLICKHOUSE_PORT: String(clickhouse),
  })

  const summary = await summaryOf(demo)

  expect(summary).toMatchObject({
    ok: true,
    failures: [],
    lost: 0,
    eventsInClickHouse: summary.eventsIn,
    deadLetters: 0,
    hardBreachesMissed: [],
    suspendedNotPlanted: [],
    suspendedWithoutPerson: [],
    leftovers: { lags: {}, undecided: 0, unanswered: 0, notReady: [] },
  })
  expect(summary.eventsIn).toBeGreaterThan(10_000)
  expect(summary.duplicatesSent).toBeGreaterThan(0)
  expect(summary.commandsSent['suspend']).toBeGreaterThan(0)
  expect(summary.firstAlertSeconds).toBeLessThan(60)
  for (const { detector, basis, planted, recall } of summary.detectors) {
    if (basis === 'hardBreach') expect({ detector, recall }).toEqual({ detector, recall: 1 })
    if (basis !== null) expect(planted).toBeGreaterThan(0)
  }
})

test('a detector killed in the middle loses nothing and tells nothing twice', async () => {
  const database = `e2e_${randomBytes(6).toString('hex')}`
  const clickhouseUrl = inject('clickhouseUrl')
  const demo = runStart(ONE_WAVE, {
    KAFKA_BROKERS: inject('brokers').join(','),
    CLICKHOUSE_URL: clickhouseUrl,
    TOPIC_PREFIX: `${database}.`,
    CLICKHOUSE_DATABASE: database,
  })

  await demo.untilSaid(/ [1-9]\d* Alerts/)
  process.kill(demo.pidOf('detector'), 'SIGKILL')
  const summary = await summaryOf(demo)

  expect(summary).toMatchObject({
    ok: true,
    lost: 0,
    hardBreachesMissed: [],
    suspendedNotPlanted: [],
    restarts: { detector: 1 },
    leftovers: { lags: {}, undecided: 0, unanswered: 0, notReady: [] },
  })
  await using client = createClient({ url: clickhouseUrl, database })
  const answer = await client.query({
    query: 'SELECT count() AS n, uniqExact(alertId) AS ids FROM alerts_current',
    format: 'JSONEachRow',
  })
  const [counted] = await answer.json<{ n: number; ids: number }>()
  expect(counted?.n).toBe(counted?.ids)
})
