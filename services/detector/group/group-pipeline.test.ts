import { expect, test } from 'vitest'
import { GroupFact } from '#schemas/group-fact.ts'
import {
  DAY_MS,
  data,
  judgeUnderPolicy,
  policy,
  profile,
  TEN,
} from '../../../test/support/builders.ts'
import {
  type Fields,
  factsIn,
  judgeFacts,
  memberFact,
} from '../../../test/support/group-builders.ts'
import { GroupPartition } from './group-partition.ts'

const device = (n: number, fields: Fields = {}) =>
  memberFact({ group: { kind: 'imei', id: `8609999999999${n}` }, ...fields })

test('a fact that is none takes no other of its bundle along', () => {
  const partition = new GroupPartition(0)
  const strange = device(4, { group: { kind: 'pool', id: 'p-1' } })
  const facts = [device(1), { ...device(2), ver: 7 }, device(3), strange, 'no fact']
  const outputs = judgeFacts([policy(), { kind: 'facts', facts }], partition)
  expect(outputs).toEqual([
    {
      type: 'deadLetter',
      offset: 1n,
      class: 'schema',
      reason: expect.stringMatching(/^facts\.1\.ver: .*; group\.kind: no member .*; facts\.4: /),
    },
  ])
  expect([...partition.groups.keys()]).toEqual(['imei:86099999999991', 'imei:86099999999993'])
  expect(partition.counts).toMatchObject({ folded: 2, deadLetter: 1 })
})

test('what the card stage tells is of the contract, whatever a feed claims', () => {
  const claims = [
    data({ bytesUplink: Number.MAX_SAFE_INTEGER, bytesDownlink: 1 }),
    data({ eventId: 'e2', eventTime: TEN + 1, bytesUplink: Number.MAX_SAFE_INTEGER }),
  ]
  const early = data({ eventTime: 946_688_400_000, bytesUplink: 2_000_000 })
  const told = [
    ...factsIn(judgeUnderPolicy(profile({ pool: 'p-1' }), ...claims)),
    ...factsIn(judgeUnderPolicy(profile({ pool: 'p-1', eventTime: 946_684_800_000 }), early)),
  ]
  expect(told.map(({ kind }) => kind)).toContain('cardBytes')
  for (const fact of told) expect(GroupFact.safeParse({ ...fact, ver: '1' }).success).toBe(true)
})

test('a fact that comes again when its group is forgotten does not begin the group anew', () => {
  const partition = new GroupPartition(0)
  const old = device(1)
  const much = device(2, { eventTime: TEN + 3 * DAY_MS })
  judgeFacts([policy(), old, much, old], partition)
  expect([...partition.groups.keys()]).toEqual(['imei:86099999999992'])
  expect(partition.counts).toMatchObject({ folded: 2, late: 1 })
  judgeFacts([device(1, { eventTime: TEN + 1 }), old], partition)
  expect(partition.counts).toMatchObject({ folded: 3, late: 2 })
})
