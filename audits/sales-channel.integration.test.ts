import { expect, it } from 'vitest'
import { cardRow } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('sales-channel')
const SALE = { iccidFrom: '89860000000000000100', iccidTo: '89860000000000000199', soldAt: AS_OF }

it('finds the reseller nobody sold to and the card outside the ranges', async () => {
  await audit.insert('sales', [{ ...SALE, reseller: 'known' }])
  await audit.insert('profiles', [
    cardRow('89860000000000000100', { reseller: 'known' }),
    cardRow('89860000000000000199', { reseller: 'known' }),
    cardRow('89860000000000000200', { reseller: 'known' }),
    cardRow('8986000000000000150', { reseller: 'known', status: 'terminated' }),
    cardRow('89860000000000000150', { reseller: 'stranger', batch: 'b-1' }),
    cardRow('89860000000000000151', { reseller: 'stranger', batch: 'b-1' }),
    cardRow('89860000000000000300'),
  ])
  expect(await audit.run()).toMatchObject([
    { subjectKind: 'card', subjectId: '89860000000000000200', tenant: 'acme' },
    { subjectKind: 'reseller', subjectId: 'stranger', details: { cards: 2, batches: ['b-1'] } },
  ])
})

it('is blind, not quiet, while the register is empty', async () => {
  await audit.insert('profiles', [cardRow('89860000000000000100', { reseller: 'known' })])
  await expect(audit.run()).rejects.toThrow('Blind: sales')
})
