import { expect, it } from 'vitest'
import { DAY_MS, phoneRow } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('restricted-identity')
const OLD = AS_OF - 90 * DAY_MS
const LISTED = AS_OF - 30 * DAY_MS

function listing(identityToken: string, fields = {}) {
  const restrictedUntil = AS_OF + 700 * DAY_MS
  return { identityToken, listedAt: LISTED, restrictedUntil, source: 'police', ...fields }
}

function phone(iccid: string, identityToken: string, activatedAt = OLD) {
  return phoneRow(iccid, { identityToken, activatedAt })
}

it('finds a new card and a second one, and leaves the basic service alone', async () => {
  await audit.insert(
    'restricted_identities',
    ['t1:new', 't1:two', 't1:basic'].map((token) => listing(token)),
  )
  await audit.insert('profiles', [
    phone('1', 't1:new', LISTED),
    phone('2', 't1:two'),
    phone('3', 't1:two'),
    phone('4', 't1:basic', LISTED - 1),
    phone('5', 't1:free', LISTED),
  ])
  expect(await audit.run()).toMatchObject([
    { subjectId: 't1:new', severity: 'high', details: { cards: 1, newCards: ['1'] } },
    { subjectId: 't1:two', details: { cards: 2, newCards: [] } },
  ])
})

it('forgets a listing that is over or not yet there', async () => {
  await audit.insert('restricted_identities', [
    listing('t1:over', { restrictedUntil: AS_OF }),
    listing('t1:coming', { listedAt: AS_OF + 1 }),
  ])
  const active = AS_OF - DAY_MS
  await audit.insert('profiles', [phone('1', 't1:over', active), phone('2', 't1:coming', active)])
  expect(await audit.subjects()).toEqual([])
})

it('is blind, not quiet, while the list is empty', async () => {
  await audit.insert('profiles', [phone('1', 't1:new', LISTED)])
  await expect(audit.run()).rejects.toThrow('Blind: restricted_identities')
})
