import { expect, it } from 'vitest'
import { cardRow, DAY_MS, times } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('stock-mismatch')
const OF_R1 = { reseller: 'r-1', batch: 'b-1' }

/** Shanghai's local date so many days before the audit looks, which is at midnight. */
function day(daysAgo: number): string {
  return new Date(AS_OF + 8 * 3_600_000 - daysAgo * DAY_MS).toISOString().slice(0, 10)
}

function reported(daysAgo: number, sold: number) {
  return { ...OF_R1, day: day(daysAgo), sold, stock: 1 }
}

it('finds a batch that differs on seven days, also by a card that came and went', async () => {
  await audit.insert('profiles', [
    ...times(3, (index) => cardRow(`c-${index}`, OF_R1)),
    cardRow('gone', OF_R1),
    cardRow('gone', { ...OF_R1, status: 'terminated', eventTime: AS_OF - 3.5 * DAY_MS }),
  ])
  await audit.insert(
    'stock',
    times(7, (index) => reported(index + 1, 1)),
  )
  const findings = await audit.run()
  expect(findings).toMatchObject([
    { subjectKind: 'batch', subjectId: 'r-1/b-1', details: { soldCards: 1, stockCards: 1 } },
  ])
  const differences = findings[0]?.details['differences'] as [string, number][]
  expect(differences.map(([, difference]) => difference)).toEqual([2, 2, 2, 1, 1, 1, 1])
})

it('is quiet when one of the seven days agrees, and about days not reported', async () => {
  await audit.insert(
    'profiles',
    times(3, (index) => cardRow(`c-${index}`, OF_R1)),
  )
  await audit.insert(
    'stock',
    times(7, (index) => reported(index + 1, index === 6 ? 2 : 1)),
  )
  await audit.insert('stock', [{ ...reported(1, 9), batch: 'b-2' }])
  expect(await audit.subjects()).toEqual([])
})
