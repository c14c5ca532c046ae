import { expect, test } from 'vitest'
import type { AlertRow } from '../../views/alert-row.ts'
import type { LiveState } from '../live/live-store.ts'
import type { View } from './view.ts'
import { visibleAlerts } from './visible-alerts.ts'

const VIEW: View = { detector: '', severity: '', mode: 'live', days: 7 }

function row(alertId: string, overrides: Partial<AlertRow> = {}): AlertRow {
  return {
    alertId,
    revision: 1,
    openedAt: 1,
    lastAt: 1,
    tenant: 'acme',
    card: '…1',
    group: null,
    detector: 'call-rate',
    severity: 'high',
    mode: 'live',
    score: 1,
    count: 1,
    reason: { en: 'a', zh: '甲' },
    requirement: 'DX-5',
    steps: [],
    ...overrides,
  }
}

function live(rows: readonly AlertRow[]): LiveState {
  const turns = rows.map((one, index) => [one.alertId, { row: one, turn: index + 1 }] as const)
  return { stream: 'open', rows: new Map(turns), steps: new Map(), turn: rows.length, resets: 0 }
}

test('a new alert waits until it is let in', () => {
  const state = live([row('new', { openedAt: 2 })])
  const waiting = visibleAlerts([row('old')], { live: state, view: VIEW, shownTurn: 0 })
  expect(waiting).toMatchObject({ rows: [{ alertId: 'old' }], waiting: 1 })
  const shown = visibleAlerts([row('old')], { live: state, view: VIEW, shownTurn: 1 })
  expect(shown).toMatchObject({ rows: [{ alertId: 'new' }, { alertId: 'old' }], waiting: 0 })
})

test('a revision changes its row in place and is not news', () => {
  const state = live([row('a', { revision: 2, count: 5 })])
  const { rows, waiting } = visibleAlerts([row('b', { openedAt: 3 }), row('a')], {
    live: state,
    view: VIEW,
    shownTurn: 0,
  })
  expect(rows.map(({ alertId, count }) => [alertId, count])).toEqual([
    ['b', 1],
    ['a', 5],
  ])
  expect(waiting).toBe(0)
})

test('what is not in the view neither shows nor counts', () => {
  const state = live([row('s', { mode: 'shadow' })])
  expect(visibleAlerts([], { live: state, view: VIEW, shownTurn: 0 })).toEqual({
    rows: [],
    waiting: 0,
  })
})
