import { expect, it } from 'vitest'
import type { Finding, Found } from './finding.ts'
import { reconcile } from './reconcile.ts'

const DAY_MS = 86_400_000
const AS_OF = Date.UTC(2026, 2, 9, 16)

function found(subjectId: string, fields: Partial<Found> = {}): Found {
  return {
    subjectKind: 'card',
    subjectId,
    tenant: 'acme',
    severity: 'medium',
    reasonEn: 'wrong',
    reasonZh: '有误',
    dueAt: AS_OF + 7 * DAY_MS,
    details: '{}',
    ...fields,
  }
}

function stamp(asOf = AS_OF) {
  const mode = 'live' as const
  return { audit: 'sample', requirement: 'LAW-5', mode, policyVersion: 'test@1', asOf }
}

/** The findings after a run. */
function after(known: readonly Finding[], rows: readonly Found[], asOf = AS_OF) {
  const { changed, ...counts } = reconcile(known, rows, stamp(asOf))
  const byId = new Map([...known, ...changed].map((one) => [one.subjectId, one]))
  return { findings: [...byId.values()], changed, ...counts }
}

it('opens what is new', () => {
  const { findings, opened, resolved } = after([], [found('a'), found('b')])
  expect({ opened, resolved }).toEqual({ opened: 2, resolved: 0 })
  expect(findings[0]).toEqual({
    ...found('a'),
    audit: 'sample',
    requirement: 'LAW-5',
    mode: 'live',
    policyVersion: 'test@1',
    state: 'open',
    owner: '',
    openedAt: AS_OF,
    lastSeenAt: AS_OF,
    resolvedAt: null,
    version: 1,
  })
})

it('changes nothing when the same run comes again', () => {
  const { findings } = after([], [found('a')])
  expect(after(findings, [found('a')])).toMatchObject({ changed: [], opened: 0, resolved: 0 })
  const closed = after(findings, [], AS_OF + DAY_MS).findings
  expect(after(closed, [], AS_OF + DAY_MS)).toMatchObject({ changed: [], resolved: 0 })
})

it('refreshes what is still true, and keeps who owns it, since when and until when', () => {
  const [first] = after([], [found('a')]).findings
  if (!first) throw new Error('nothing was opened')
  const owned = { ...first, owner: 'u-17', version: 5 }
  const worse = found('a', { severity: 'high', dueAt: AS_OF + 99 * DAY_MS })
  const { findings, opened } = after([owned], [worse], AS_OF + DAY_MS)
  expect(opened).toBe(0)
  expect(findings).toEqual([{ ...owned, severity: 'high', lastSeenAt: AS_OF + DAY_MS, version: 6 }])
})

it('closes what is no longer true, and opens it anew when it comes back', () => {
  const first = after([], [found('a')])
  const second = after(first.findings, [], AS_OF + DAY_MS)
  expect(second.resolved).toBe(1)
  expect(second.findings).toMatchObject([
    { state: 'resolved', lastSeenAt: AS_OF, resolvedAt: AS_OF + DAY_MS, version: 2 },
  ])
  const back = found('a', { dueAt: AS_OF + 9 * DAY_MS })
  const third = after(second.findings, [back], AS_OF + 2 * DAY_MS)
  expect(third.opened).toBe(1)
  expect(third.findings).toMatchObject([
    {
      state: 'open',
      openedAt: AS_OF + 2 * DAY_MS,
      dueAt: AS_OF + 9 * DAY_MS,
      resolvedAt: null,
      version: 3,
    },
  ])
})

it('tells subjects of one id and two kinds apart', () => {
  const tenant = found('a', { subjectKind: 'tenant' })
  expect(after([], [found('a'), tenant]).opened).toBe(2)
})
