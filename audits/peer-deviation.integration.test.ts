import { expect, it } from 'vitest'
import { cardRow, dayRow, times } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('peer-deviation')
const MIB = 1_048_576
const METER = { scene: 'water-meter', deviceModel: 'WM-3' }

/** Meters with about 1 MiB a day, none like another. */
async function insertMeters(count: number, scene = METER): Promise<void> {
  const names = times(count, (index) => `${scene.scene}-${index}`)
  await audit.insert(
    'profiles',
    names.map((iccid) => cardRow(iccid, scene)),
  )
  await audit.insert(
    'features',
    names.map((iccid, index) => dayRow(iccid, { bytesTotal: MIB + index * 10_000 })),
  )
}

it('finds the meter far above its like, and not the one a little above', async () => {
  await insertMeters(12)
  await audit.insert('profiles', [cardRow('far', METER), cardRow('near', METER)])
  await audit.insert('features', [
    dayRow('far', { bytesTotal: 40 * MIB }),
    dayRow('near', { bytesTotal: MIB + 200_000 }),
  ])
  const findings = await audit.run()
  expect(findings).toMatchObject([
    {
      subjectKind: 'card',
      subjectId: 'far',
      tenant: 'acme',
      severity: 'medium',
      dueAt: AS_OF + 7 * 86_400_000,
      details: { bytes: 40 * MIB, peerCards: 14, scene: 'water-meter' },
    },
  ])
  expect(findings[0]?.reasonEn).toMatch(/^40 MB of data in a day/)
})

it('is quiet where cards are few, and below 5 MiB', async () => {
  await insertMeters(12)
  await audit.insert('profiles', [cardRow('small', METER)])
  await audit.insert('features', [dayRow('small', { bytesTotal: 5 * MIB })])
  await insertMeters(8, { scene: 'camera', deviceModel: 'C-1' })
  await audit.insert('profiles', [cardRow('alone', { scene: 'camera', deviceModel: 'C-1' })])
  await audit.insert('features', [dayRow('alone', { bytesTotal: 40 * MIB })])
  expect(await audit.subjects()).toEqual([])
})

it('takes its limits from the policy', async () => {
  await insertMeters(12)
  await audit.insert('profiles', [cardRow('small', METER)])
  await audit.insert('features', [dayRow('small', { bytesTotal: 5 * MIB })])
  await audit.setPolicy({ minimumBytes: 4 * MIB })
  expect(await audit.subjects()).toEqual(['small'])
})
