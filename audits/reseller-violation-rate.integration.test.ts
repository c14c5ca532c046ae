import { expect, it } from 'vitest'
import { alertRow, cardRow, DAY_MS, times } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('reseller-violation-rate')

/** A reseller's cards, and an alert on the first of them. */
async function insertReseller(reseller: string, cards: number, accused: number, alert = {}) {
  const names = times(cards, (index) => `${reseller}-${index}`)
  await audit.insert(
    'profiles',
    names.map((iccid) => cardRow(iccid, { reseller })),
  )
  await audit.insert(
    'alerts',
    names.slice(0, accused).map((iccid) => alertRow(iccid, alert)),
  )
}

it('finds ten cards in less than a thousand, not nine and not one in a hundred', async () => {
  await insertReseller('bad', 999, 10)
  await insertReseller('few', 20, 9)
  await insertReseller('at the limit', 1_000, 10)
  await audit.insert('alerts', [alertRow('bad-0', { detector: 'imei-change' })])
  expect(await audit.run()).toMatchObject([
    {
      subjectKind: 'reseller',
      subjectId: 'bad',
      severity: 'high',
      details: {
        violatingCards: 10,
        activeCards: 999,
        detectorsSeen: ['imei-change', 'voice-on-data-card'],
      },
    },
  ])
})

it('counts live alerts of weight, of the last 30 days alone', async () => {
  await insertReseller('shadow', 20, 12, { mode: 'shadow' })
  await insertReseller('light', 20, 12, { severity: 'medium' })
  await insertReseller('old', 20, 12, { openedAt: AS_OF - 30 * DAY_MS })
  expect(await audit.subjects()).toEqual([])
})
