import { expect, it } from 'vitest'
import { callRow, DAY_MS, phoneRow } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('evidence-kept')
const CALLED = AS_OF - 2 * DAY_MS

/** An answered call of a tenant of the same name, with evidence kept for so many days, or none. */
async function insertCall(tenant: string, keptDays: number | null, call = {}): Promise<void> {
  await audit.insert('profiles', [phoneRow(tenant, { tenant, cardClass: 'telesales' })])
  const made = callRow(tenant, { eventId: `call-${tenant}`, eventTime: CALLED, ...call })
  await audit.insert('usage', [made])
  const keptUntil = CALLED + (keptDays ?? 0) * DAY_MS
  const evidence = { source: 'feed-a', eventId: `call-${tenant}`, keptUntil }
  if (keptDays !== null)
    await audit.insert('call_evidence', [{ ...evidence, recordReference: 'r' }])
}

it('finds calls without evidence, with too short a one, and tells what is wanted', async () => {
  await insertCall('without', null)
  await insertCall('short', 29)
  await insertCall('lawful', 30)
  await insertCall('wanted', 150)
  expect(await audit.run()).toMatchObject([
    { subjectId: 'lawful', severity: 'low', details: { callsBelowWanted: 1 } },
    { subjectId: 'short', severity: 'medium', details: { callsKeptShort: 1 } },
    { subjectId: 'without', severity: 'medium', details: { callsWithout: 1, calls: 1 } },
  ])
})

it('waits a day for the import, and asks nothing of calls that were not answered', async () => {
  await insertCall('wanted', 150)
  await insertCall('fresh', null, { eventTime: AS_OF - DAY_MS + 1 })
  await insertCall('rang', null, { answered: 0 })
  await insertCall('old', null, { eventTime: AS_OF - 8 * DAY_MS })
  expect(await audit.subjects()).toEqual([])
})

it('is blind, not quiet, while nothing was imported', async () => {
  await insertCall('without', null)
  await expect(audit.run()).rejects.toThrow('Blind: call_evidence')
})
