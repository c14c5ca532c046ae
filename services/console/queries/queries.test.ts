import { expect, test } from 'vitest'
import { AlertFilter } from '../domain/alert-filter.ts'
import { CARD, derivedId, NOON } from '../fixtures.ts'
import { actionCounts } from './action-counts.ts'
import { alertById } from './alert-by-id.ts'
import { alertCounts } from './alert-counts.ts'
import { alertList } from './alert-list.ts'
import { alertsOfCard } from './alerts-of-card.ts'
import { detectorCounts } from './detector-counts.ts'
import { newestAlertTime } from './newest-alert-time.ts'
import { sampleEvents } from './sample-events.ts'
import { stepsOfAlerts } from './steps-of-alerts.ts'
import { usageByHour } from './usage-by-hour.ts'

const HOSTILE = "x' OR 1=1 --"
const ID = derivedId('a')

const QUESTIONS = {
  alertList: alertList(
    AlertFilter.parse({ detector: HOSTILE, severity: 'high', before: `${NOON}.${ID}` }),
  ),
  alertById: alertById(NOON, ID),
  alertsOfCard: alertsOfCard({ iccid: HOSTILE, asOf: NOON }),
  stepsOfAlerts: stepsOfAlerts({ iccids: [HOSTILE], alertIds: [ID] }),
  sampleEvents: sampleEvents({ iccid: CARD, events: [HOSTILE], until: NOON }),
  usageByHour: usageByHour({ iccid: HOSTILE, from: 0, until: NOON }),
  newestAlertTime: newestAlertTime(),
  alertCounts: alertCounts(7),
  detectorCounts: detectorCounts(7),
  actionCounts: actionCounts(7),
}

test.each(Object.entries(QUESTIONS))(
  '%s binds every value and names all it binds',
  (_, question) => {
    const { query, params } = question
    expect(query).not.toContain(HOSTILE)
    expect(query).not.toContain(String(NOON))
    const named = new Set([...query.matchAll(/\{(\w+):\w/g)].map(([, name]) => name))
    expect(new Set(Object.keys(params))).toEqual(named)
  },
)

test('a list asks for one more than it shows and never for the body', () => {
  const { query, params } = alertList(AlertFilter.parse({ limit: 50 }))
  expect(params['limit']).toBe(51)
  expect(query).not.toMatch(/body|\*/)
})

test('a card is asked for once, however many alerts it has', () => {
  const { params } = stepsOfAlerts({ iccids: [CARD, CARD], alertIds: [ID] })
  expect(params['iccids']).toEqual([CARD])
})

test('no more than 20 samples are asked for, the newest', () => {
  const events = Array.from({ length: 30 }, (_, index) => `s/${index}`)
  const { params } = sampleEvents({ iccid: CARD, events, until: NOON })
  expect(params['events']).toEqual(events.slice(10))
})
