import { expect, it } from 'vitest'
import { callRow, cardRow, DAY_MS, dataRow, HOUR_MS, phoneRow, times } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('purpose-drift')
const PLAN = { hours: ['09:00-12:00', '14:00-21:00'], regions: ['CN-HN'], callsPerDay: 50 }

function seller(iccid: string) {
  return phoneRow(iccid, { cardClass: 'telesales', telesales: PLAN })
}

/** Calls at a local hour of the day before the audit looks. */
function calls(iccid: string, count: number, hour: number, fields = {}) {
  const eventTime = AS_OF - DAY_MS + hour * HOUR_MS
  return times(count, () => callRow(iccid, { eventTime, peerRegion: 'CN-HN-CS', ...fields }))
}

it('finds calls off the hours and regions of a plan, not those of one in ten', async () => {
  await audit.insert('profiles', ['noon', 'abroad', 'proper'].map(seller))
  await audit.insert('usage', [
    ...calls('noon', 17, 10),
    ...calls('noon', 3, 12),
    ...calls('abroad', 17, 10),
    ...calls('abroad', 3, 10, { peerRegion: 'CN-HNX' }),
    ...calls('proper', 18, 10),
    ...calls('proper', 2, 12, { peerRegion: 'CN-GD' }),
  ])
  expect(await audit.run()).toMatchObject([
    { subjectId: 'abroad', details: { drift: ['regions'], elsewhere: 3 } },
    { subjectId: 'noon', severity: 'medium', details: { drift: ['hours'], offHours: 3 } },
  ])
})

it('finds more calls a day than the plan, and not as many', async () => {
  await audit.insert('profiles', ['more', 'as many'].map(seller))
  await audit.insert('usage', [...calls('more', 51, 10), ...calls('as many', 50, 10)])
  expect(await audit.run()).toMatchObject([{ subjectId: 'more', details: { drift: ['volume'] } }])
})

it('finds an IoT card elsewhere and with closed services, not one without a plan', async () => {
  const home = { allowedRegions: ['CN-HN'] }
  await audit.insert('profiles', [cardRow('away', home), cardRow('free'), cardRow('few', home)])
  await audit.insert('usage', [
    ...times(20, () => dataRow('away', { region: 'CN-GD' })),
    ...calls('away', 3, 10, { region: 'CN-HN' }),
    ...times(20, () => dataRow('free', { region: 'CN-GD' })),
    ...times(19, () => dataRow('few', { region: 'CN-GD' })),
  ])
  expect(await audit.run()).toMatchObject([
    { subjectId: 'away', details: { drift: ['regions', 'services'] } },
  ])
})
