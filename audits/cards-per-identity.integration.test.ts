import { expect, it } from 'vitest'
import { cardRow, phoneRow, times } from './testing/rows.ts'
import { useAudit } from './testing/use-audit.ts'

const audit = useAudit('cards-per-identity')

async function insertPhones(identityToken: string, count: number, fields = {}): Promise<void> {
  const names = times(count, (index) => `${identityToken}-${index}`)
  const made = names.map((iccid) => phoneRow(iccid, { identityToken, ...fields }))
  await audit.insert('profiles', made)
}

it('finds the sixth phone card at one operator, and is quiet at the fifth', async () => {
  await insertPhones('t1:six', 6)
  await insertPhones('t1:five', 5)
  expect(await audit.run()).toMatchObject([
    {
      subjectKind: 'identity',
      subjectId: 't1:six',
      tenant: 'acme',
      details: { holdings: ['mobile/phone: 6'] },
    },
  ])
})

it('counts by operator, leaves out what is terminated, and what is not a person', async () => {
  await insertPhones('t1:two-operators', 5)
  await audit.insert('profiles', [
    phoneRow('other', { identityToken: 't1:two-operators', carrier: 'unicom' }),
    phoneRow('ended', { identityToken: 't1:two-operators', status: 'terminated' }),
    phoneRow('nobody'),
  ])
  await insertPhones('t1:firm', 9, { realName: 'unit' })
  expect(await audit.subjects()).toEqual([])
})

it('allows more IoT cards', async () => {
  const iot = (identityToken: string) => (index: number) =>
    cardRow(`${identityToken}-${index}`, { identityToken, realName: 'person' })
  await audit.insert('profiles', [...times(10, iot('t1:ten')), ...times(11, iot('t1:eleven'))])
  expect(await audit.subjects()).toEqual(['t1:eleven'])
})
