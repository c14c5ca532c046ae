import { expect, it } from 'vitest'
import type { Found } from './domain/finding.ts'
import { dueAudits, runAudit } from './pipeline.ts'
import { MemoryAuditStore } from './testing/memory-audit-store.ts'
import { sampleAudit } from './testing/sample-audit.ts'

const DAY_MS = 86_400_000
/** 00:00 on Tuesday 2026-03-10 in Shanghai. */
const AS_OF = Date.UTC(2026, 2, 9, 16)
const clock = { wallNow: () => 5_000 }
const audit = sampleAudit({ share: { value: 0.5, tier: 'E', meaning: 'share' } })

const row: Found = {
  subjectKind: 'card',
  subjectId: '1',
  tenant: 'acme',
  severity: 'medium',
  reasonEn: 'wrong',
  reasonZh: '有误',
  dueAt: AS_OF + DAY_MS,
  details: '{}',
}

function answering(...rows: Found[]): MemoryAuditStore {
  const store = new MemoryAuditStore()
  store.answer = { status: 'answered', rows }
  return store
}

function withPolicy(store: MemoryAuditStore, said: object): MemoryAuditStore {
  const document = { audits: { sample: said }, timeZone: 'Asia/Urumqi' }
  store.policy = { version: 'test@3', document }
  return store
}

it('asks with the moment, the zone and the settings, and keeps what it found and that it ran', async () => {
  const store = withPolicy(answering(row), { severity: 'high', settings: { share: 0.9 } })
  await runAudit(audit, { store, clock, asOf: AS_OF })
  expect(store.asked).toEqual([
    { share: 0.9, asOf: '2026-03-09 16:00:00.000', timeZone: 'Asia/Urumqi', severity: 'high' },
  ])
  expect(await store.findings('sample')).toMatchObject([
    { subjectId: '1', policyVersion: 'test@3' },
  ])
  expect(store.runs).toEqual([
    {
      audit: 'sample',
      asOf: AS_OF,
      ranAt: 5_000,
      tookMs: 0,
      found: 1,
      opened: 1,
      resolved: 0,
      policyVersion: 'test@3',
      blind: '',
      error: '',
    },
  ])
})

it('changes no finding while the question has no answer', async () => {
  const store = answering(row)
  await runAudit(audit, { store, clock, asOf: AS_OF })
  store.answer = { status: 'refused', reason: 'the feed is behind' }
  const run = await runAudit(audit, { store, clock, asOf: AS_OF + DAY_MS })
  expect(run).toMatchObject({ error: 'the feed is behind', resolved: 0 })
  expect(await store.findings('sample')).toMatchObject([{ state: 'open', lastSeenAt: AS_OF }])
})

it('asks nothing and changes nothing while an import is empty', async () => {
  const store = answering(row)
  const importing = sampleAudit(audit.settings, { imports: ['sales', 'stock'] })
  await runAudit(importing, { store, clock, asOf: AS_OF })
  store.empty = ['stock']
  const run = await runAudit(importing, { store, clock, asOf: AS_OF + DAY_MS })
  expect(run).toMatchObject({ blind: 'stock', error: '', resolved: 0 })
  expect(store.asked).toHaveLength(1)
})

it('does not look behind what it knows', async () => {
  const store = answering(row)
  await runAudit(audit, { store, clock, asOf: AS_OF })
  const run = await runAudit(audit, { store, clock, asOf: AS_OF - 1 })
  expect(run?.error).toBe('its findings are of 2026-03-09 16:00:00.000 already')
})

it('keeps on record that the policy’s word cannot be used', async () => {
  const store = withPolicy(answering(row), { settings: { shares: 1 } })
  await runAudit(audit, { store, clock, asOf: AS_OF })
  expect(store.runs).toMatchObject([{ found: 0, error: expect.stringMatching(/setting shares$/) }])
})

it('runs what is due once, and nothing that the policy has off', async () => {
  const store = answering()
  const now = AS_OF + DAY_MS / 2
  const hourly = sampleAudit({}, { id: 'hourly', schedule: 'hourly' })
  const due = await dueAudits([audit, hourly], { store, clock, now })
  expect(due).toEqual([
    { audit, asOf: AS_OF },
    { audit: hourly, asOf: now - 3_600_000 },
  ])
  for (const one of due) await runAudit(one.audit, { store, clock, asOf: one.asOf })
  expect(await dueAudits([audit, hourly], { store, clock, now: now - 1 })).toEqual([])
  withPolicy(store, { mode: 'off' })
  const later = await dueAudits([audit, hourly], { store, clock, now: now + DAY_MS })
  expect(later.map((one) => one.audit.id)).toEqual(['hourly'])
})
