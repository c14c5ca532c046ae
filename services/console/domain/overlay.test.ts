import { expect, test } from 'vitest'
import { alert, derivedId, NOON } from '../fixtures.ts'
import { AlertFilter, formatCursor } from './alert-filter.ts'
import { overlay } from './overlay.ts'
import { withoutEvidence } from './stored-alert.ts'

function stored(name: string, overrides: Parameters<typeof alert>[0] = {}) {
  return withoutEvidence(alert({ alertId: derivedId(name), ...overrides }))
}

const ALL = AlertFilter.parse({})

test('of an alert the higher revision wins', () => {
  const rows = overlay(
    [stored('a', { revision: 1 })],
    [stored('a', { revision: 2, count: 9 })],
    ALL,
  )
  expect(rows).toMatchObject([{ revision: 2, count: 9 }])
  expect(
    overlay([stored('a', { revision: 3 })], [stored('a', { revision: 2 })], ALL),
  ).toMatchObject([{ revision: 3 }])
})

test('what is not archived yet stands in its place', () => {
  const rows = overlay(
    [stored('new', { openedAt: NOON + 2 }), stored('old', { openedAt: NOON })],
    [stored('live', { openedAt: NOON + 1 })],
    ALL,
  )
  expect(rows.map(({ openedAt }) => openedAt)).toEqual([NOON + 2, NOON + 1, NOON])
})

test('a revision that no longer fits the filter takes its alert out', () => {
  const filter = AlertFilter.parse({ severity: 'medium' })
  const before = stored('a', { severity: 'medium' })
  const after = stored('a', { severity: 'high', revision: 2 })
  expect(overlay([before], [after], filter)).toEqual([])
})

test('a later page takes nothing that stands before it', () => {
  const before = formatCursor({ openedAt: NOON, alertId: derivedId('m') })
  const filter = AlertFilter.parse({ before })
  const rows = overlay(
    [],
    [stored('x', { openedAt: NOON + 1 }), stored('y', { openedAt: NOON - 1 })],
    filter,
  )
  expect(rows.map(({ openedAt }) => openedAt)).toEqual([NOON - 1])
})
