import { expect, it } from 'vitest'
import { cardRow, DAY_MS, dataRow, HOUR_MS, times } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('human-rhythm')
const METER = { scene: 'water-meter' }

/** Five records at each of these local hours of the day before the audit looks. */
function atHours(iccid: string, hours: readonly number[]) {
  return hours.flatMap((hour) =>
    times(5, () => dataRow(iccid, { eventTime: AS_OF - DAY_MS + hour * HOUR_MS + 1 })),
  )
}

const ROUND_THE_CLOCK = times(12, (index) => index * 2)
const LIKE_A_PERSON = times(12, (index) => index + 11)

async function insertMeters(count: number): Promise<void> {
  const names = times(count, (index) => `meter-${index}`)
  await audit.insert(
    'profiles',
    [...names, 'person', 'night'].map((iccid) => cardRow(iccid, METER)),
  )
  await audit.insert(
    'usage',
    names.flatMap((iccid) => atHours(iccid, ROUND_THE_CLOCK)),
  )
}

it('finds the meter that is up from morning to night, unlike all others', async () => {
  await insertMeters(60)
  await audit.insert('usage', atHours('person', LIKE_A_PERSON))
  expect(await audit.run()).toMatchObject([
    {
      subjectId: 'person',
      severity: 'low',
      details: { wakingShare: 1, records: 60, peerCards: 61, rankInScene: 1 },
    },
  ])
})

it('is quiet about another rhythm that is no person’s, and among few cards', async () => {
  await insertMeters(60)
  await audit.insert('usage', atHours('night', [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]))
  expect(await audit.subjects()).toEqual([])
})

it('is quiet among few cards', async () => {
  await insertMeters(48)
  await audit.insert('usage', atHours('person', LIKE_A_PERSON))
  expect(await audit.subjects()).toEqual([])
})
