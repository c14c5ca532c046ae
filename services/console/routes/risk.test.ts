import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Alert } from '#schemas/alert.ts'
import { createApp } from '../app.ts'
import { LiveLog } from '../domain/live-log.ts'
import { withoutEvidence } from '../domain/stored-alert.ts'
import { alert, CARD, derivedId, NOON, OTHER_CARD } from '../fixtures.ts'
import type { History, Question } from '../ports.ts'
import { alertsOfCard } from '../queries/alerts-of-card.ts'
import { newestAlertTime } from '../queries/newest-alert-time.ts'

const WEEK_MS = 7 * 86_400_000

/** A history with these alerts; it answers what a card's risk is asked by. */
function historyOf(stored: readonly Alert[]): History {
  const answers = new Map<string, (params: Question<unknown>['params']) => unknown[]>([
    [newestAlertTime().query, () => [Math.max(...stored.map(({ lastAt }) => lastAt))]],
    [
      alertsOfCard({ iccid: '', asOf: 0 }).query,
      ({ iccid }) => stored.filter((one) => one.iccid === iccid).map(withoutEvidence),
    ],
  ])
  return {
    async ask<Row>({ query, params }: Question<Row>) {
      return (answers.get(query)?.(params) ?? []) as Row[]
    },
  }
}

async function riskOf(
  asked: Alert,
  { stored, told }: { readonly stored: readonly Alert[]; readonly told: readonly Alert[] },
) {
  const topic = 'card.alerts'
  const live = new LiveLog({ topics: [topic], capacity: 100 })
  live.begin([{ topic, partition: 0, offset: 0 }])
  for (const [offset, one] of told.entries()) {
    live.append({ topic, partition: 0, offset }, { kind: 'alert', alert: one })
  }
  const logger = pino({ level: 'silent' })
  const app = await createApp({ history: historyOf(stored), live, pagesDir: '/nowhere', logger })
  const url = `/api/alerts/${asked.openedAt}/${asked.alertId}/risk`
  return app.inject({ url, headers: { host: '127.0.0.1' } })
}

const breach = alert({ alertId: derivedId('breach'), severity: 'medium' })

test('lays what is not archived yet over what is, and names no card', async () => {
  const raised = { ...breach, revision: 2, severity: 'high' } as const
  const device = alert({
    alertId: derivedId('device'),
    detector: 'imei-change',
    severity: 'medium',
    lastAt: NOON - WEEK_MS,
  })
  const stored = [breach, device]
  const answer = await riskOf(breach, { stored, told: [raised] })
  expect(answer.json()).toMatchObject({
    asOf: NOON,
    live: {
      terms: [
        { family: 'contract', weight: 0.6 },
        { family: 'device', decay: 0.5 },
      ],
    },
    shadow: { score: 0, terms: [] },
  })
  expect(answer.json().live.score).toBeCloseTo(1 - 0.4 * 0.85)
  expect(answer.body).not.toContain(CARD)
})

test('time passes by the alerts of others, which are no part of it', async () => {
  const later = alert({
    alertId: derivedId('later'),
    iccid: OTHER_CARD,
    openedAt: NOON + WEEK_MS,
    lastAt: NOON + WEEK_MS,
  })
  const { live } = (await riskOf(breach, { stored: [later], told: [breach] })).json()
  expect(live.score).toBeCloseTo(0.15)
  expect(live.terms).toHaveLength(1)
})

test('of an alert that nobody knows there is none', async () => {
  const { statusCode } = await riskOf(breach, { stored: [], told: [] })
  expect(statusCode).toBe(404)
})
