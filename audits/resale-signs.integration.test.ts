import { expect, it } from 'vitest'
import { cardRow, DAY_MS, dataRow, times } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('resale-signs')
const MODULE = '860000010000011'
const PHONE = '350000020000021'

/** A batch of so many cards in modules; the first so many are in phones and show people's traffic. */
async function insertBatch(batch: string, cards: number, suspects: number): Promise<void> {
  const names = times(cards, (index) => `${batch}-${index}`)
  await audit.insert(
    'profiles',
    names.map((iccid) => cardRow(iccid, { batch, reseller: 'r-1' })),
  )
  await audit.insert(
    'usage',
    names.map((iccid, index) =>
      index < suspects
        ? dataRow(iccid, { imei: PHONE, appCategory: 'video' })
        : dataRow(iccid, { imei: MODULE }),
    ),
  )
}

it('finds a batch of which one card in twenty shows three signs, not one in 21', async () => {
  await insertBatch('sold', 20, 1)
  await insertBatch('large', 21, 1)
  await audit.insert('top_ups', [
    { iccid: 'sold-0', paidAt: AS_OF - DAY_MS, reference: 'p-1' },
    { iccid: 'large-0', paidAt: AS_OF - DAY_MS, reference: 'p-2' },
  ])
  expect(await audit.run()).toMatchObject([
    {
      subjectKind: 'batch',
      subjectId: 'sold',
      tenant: 'acme',
      severity: 'high',
      details: {
        suspectCards: 1,
        signsSeen: ['human apps', 'other device', 'single top-up'],
        examples: ['sold-0'],
        resellers: ['r-1'],
      },
    },
  ])
})

it('is quiet at two signs, and an old listing is none', async () => {
  await insertBatch('two', 20, 5)
  const listing = { batch: 'two', platform: 'shop', reference: 'l-1' }
  await audit.insert('listings', [{ ...listing, seenAt: AS_OF - 30 * DAY_MS }])
  expect(await audit.subjects()).toEqual([])
  await audit.insert('listings', [{ ...listing, seenAt: AS_OF - DAY_MS }])
  expect(await audit.subjects()).toEqual(['two'])
})
