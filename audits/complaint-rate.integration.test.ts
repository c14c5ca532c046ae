import { expect, it } from 'vitest'
import { cardRow, DAY_MS, phoneRow, reportRow, times } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('complaint-rate')

async function insertPhones(tenant: string, count: number): Promise<void> {
  const made = times(count, (index) => phoneRow(`${tenant}-${index}`, { tenant }))
  await audit.insert('profiles', made)
}

it('finds a tenant above the rate and a number complained of three times', async () => {
  await insertPhones('loud', 100)
  await insertPhones('large', 6_000)
  await audit.insert('reports', [
    ...times(3, () => reportRow('loud-1')),
    ...times(3, (index) => reportRow(`large-${index}`)),
  ])
  expect(await audit.run()).toMatchObject([
    { subjectKind: 'card', subjectId: 'loud-1', tenant: 'loud', severity: 'high' },
    { subjectKind: 'tenant', subjectId: 'loud', details: { complaints: 3, numbers: 100 } },
  ])
})

it('counts valid complaints of the last 30 days about numbers alone', async () => {
  await insertPhones('calm', 10)
  await audit.insert('profiles', [cardRow('meter', { tenant: 'calm' })])
  await audit.insert('reports', [
    ...times(2, () => reportRow('calm-1')),
    reportRow('calm-1', { valid: 0 }),
    reportRow('calm-1', { valid: null }),
    reportRow('calm-1', { report: 'mark' }),
    reportRow('calm-1', { eventTime: AS_OF - 30 * DAY_MS }),
    ...times(3, () => reportRow('meter')),
  ])
  expect(await audit.subjects()).toEqual([])
})

it('forgets a complaint that was withdrawn', async () => {
  await insertPhones('calm', 10)
  const twice = times(2, () => reportRow('calm-1'))
  await audit.insert('reports', [...twice, reportRow('calm-1', { eventId: 'x' })])
  await audit.insert('reports', [reportRow('calm-1', { eventId: 'x', valid: 0, ver: 2 })])
  expect(await audit.subjects()).toEqual([])
})
