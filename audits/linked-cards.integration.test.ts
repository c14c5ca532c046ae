import { beforeEach, expect, it } from 'vitest'
import { callRow, DAY_MS, phoneRow, reportRow, times } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('linked-cards')
const PEERS = ['t1:a', 't1:b', 't1:c']

function calls(iccid: string, peers: readonly string[], fields = {}) {
  return peers.map((peer) => callRow(iccid, { peer, cell: 'near', ...fields }))
}

beforeEach(async () => {
  await audit.insert('reports', [reportRow('bad', { report: 'case' })])
  await audit.insert('usage', calls('bad', PEERS, { imei: '860000000000019' }))
})

it('finds a card of the same device and place, and one of the same contacts and place', async () => {
  await audit.insert('profiles', [phoneRow('device')])
  await audit.insert('usage', [
    ...calls('device', ['t1:x'], { imei: '860000000000017' }),
    ...calls('contacts', ['t1:a', 't1:b']),
  ])
  expect(await audit.run()).toMatchObject([
    { subjectId: 'contacts', details: { relations: ['contacts', 'place'], confirmedCard: 'bad' } },
    { subjectId: 'device', tenant: 'acme', details: { relations: ['device', 'place'] } },
  ])
})

it('is quiet about one relation, one shared contact, and old use', async () => {
  await audit.insert('usage', [
    ...calls('neighbour', ['t1:x']),
    ...calls('friend', PEERS, { cell: 'far' }),
    ...calls('one contact', ['t1:a']),
    ...calls('old', PEERS, { eventTime: AS_OF - 7 * DAY_MS }),
  ])
  expect(await audit.subjects()).toEqual([])
})

it('takes no public number for a shared contact', async () => {
  await audit.insert('usage', [
    ...calls('customer', PEERS),
    ...times(20, (index) => calls(`crowd-${index}`, PEERS, { cell: `c-${index}` })).flat(),
  ])
  expect(await audit.subjects()).toEqual([])
})

it('forgets a case that was withdrawn', async () => {
  await audit.insert('reports', [
    reportRow('other', { report: 'case', eventId: 'w', valid: 0, ver: 2 }),
    reportRow('other', { report: 'case', eventId: 'w' }),
  ])
  await audit.insert('usage', [
    ...calls('other', ['t1:o', 't1:p'], { cell: 'there' }),
    ...calls('linked to other', ['t1:o', 't1:p'], { cell: 'there' }),
  ])
  expect(await audit.subjects()).toEqual([])
})
