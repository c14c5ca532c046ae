import { expect, test } from 'vitest'
import { cardRisk, type RiskAlert } from './card-risk.ts'

const NOW = Date.UTC(2026, 2, 10)
const WEEK_MS = 7 * 86_400_000

function alert(fields: Partial<RiskAlert> = {}): RiskAlert {
  const { detector = 'call-rate', severity = 'high', score = 1 } = fields
  const alertId = fields.alertId ?? `${detector}-${severity}-${score}`
  return { mode: 'live', lastAt: NOW, ...fields, detector, severity, score, alertId }
}

test('a card without alerts has no risk', () => {
  expect(cardRisk([], NOW).live).toEqual({ score: 0, terms: [] })
})

test.each([
  ['low', 0.1],
  ['medium', 0.3],
  ['high', 0.6],
  ['critical', 1],
] as const)('a certain new alert that is %s makes %f', (severity, weight) => {
  expect(cardRisk([alert({ severity })], NOW).live.score).toBeCloseTo(weight)
})

test('an alert says half as much after a week, a quarter after two', () => {
  const after = (weeks: number) => cardRisk([alert()], NOW + weeks * WEEK_MS).live.score
  expect(after(1)).toBeCloseTo(0.3)
  expect(after(2)).toBeCloseTo(0.15)
})

test('families are multiplied: 1 − (1 − 0.6 · 0.5)(1 − 0.3 · 1 · 0.5) = 0.405', () => {
  const calling = alert({ score: 0.5 })
  const device = alert({
    detector: 'imei-change',
    severity: 'medium',
    lastAt: NOW - WEEK_MS,
  })
  const { score, terms } = cardRisk([device, calling], NOW).live
  expect(score).toBeCloseTo(0.405)
  expect(terms).toMatchObject([
    { family: 'calling', detector: 'call-rate', weight: 0.6, score: 0.5, ageMs: 0, decay: 1 },
    { family: 'device', detector: 'imei-change', weight: 0.3, ageMs: WEEK_MS, decay: 0.5 },
  ])
  expect(terms.map(({ value }) => value)).toEqual([expect.closeTo(0.3), expect.closeTo(0.15)])
  expect(terms.map(({ share }) => share)).toEqual([expect.closeTo(2 / 3), expect.closeTo(1 / 3)])
})

test('of one family only the strongest counts, by what is left of it now', () => {
  const old = alert({ severity: 'critical', detector: 'call-burst', lastAt: NOW - 2 * WEEK_MS })
  const fresh = alert({ severity: 'high' })
  const { score, terms } = cardRisk([old, fresh], NOW).live
  expect(score).toBeCloseTo(0.6)
  expect(terms).toMatchObject([{ alertId: fresh.alertId, share: 1 }])
})

test('shadow is told apart and adds nothing', () => {
  const trial = alert({ mode: 'shadow', detector: 'imei-change', severity: 'critical' })
  const risk = cardRisk([alert(), trial], NOW)
  expect(risk.live.score).toBeCloseTo(0.6)
  expect(risk.shadow).toMatchObject({ score: 1, terms: [{ family: 'device' }] })
})

test('a rule of the policy’s own is a family by itself', () => {
  const own = alert({ detector: 'own-night-calls', severity: 'medium' })
  expect(cardRisk([alert(), own], NOW).live.terms.map(({ family }) => family)).toEqual([
    'calling',
    'own-night-calls',
  ])
})

test('the order of the alerts is none of the answer', () => {
  const alerts = ['b', 'a', 'c'].map((alertId) => alert({ alertId }))
  expect(cardRisk(alerts, NOW)).toEqual(cardRisk(alerts.toReversed(), NOW))
  expect(cardRisk(alerts, NOW).live.terms[0]?.alertId).toBe('a')
})
