import { expect, test } from 'vitest'
import { GroupFact } from '#schemas/group-fact.ts'
import {
  DAY_MS,
  data,
  judgeUnderPolicy,
  policy,
  profile,
  TEN,
  tick,
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

const old = device(1)
const daysLater = (days: number, fields: Fields = {}) =>
  device(2, { eventTime: TEN + days * DAY_MS, ...fields })

test('a fact that comes again when its group is forgotten does not begin the group anew', () => {
  const partition = new GroupPartition(0)
  judgeFacts([policy(), tick(TEN + 3 * DAY_MS), old, daysLater(3), old], partition)
  expect([...partition.groups.keys()]).toEqual(['imei:86099999999992'])
  expect(partition.counts).toMatchObject({ folded: 2, late: 1 })
  judgeFacts([device(1, { eventTime: TEN + 1 }), old], partition)
  expect(partition.counts).toMatchObject({ folded: 3, late: 2 })
})

test('before the first tick no group is forgotten, and none begins anew', () => {
  const partition = new GroupPartition(0)
  judgeFacts([policy(), old, daysLater(2_000), daysLater(2_003), old], partition)
  expect(partition.counts).toMatchObject({ folded: 3, duplicate: 1, late: 0 })
  expect(partition.groups.size).toBe(2)
  judgeFacts([tick(TEN + DAY_MS), device(3, { eventTime: TEN + DAY_MS })], partition)
  judgeFacts([tick(TEN + 9 * DAY_MS), device(4, { eventTime: TEN + 9 * DAY_MS })], partition)
  expect(partition.groups.has('imei:86099999999991')).toBe(false)
})

test('facts of a partition that reads an old stretch of its log are in time, and keep their groups', () => {
  const partition = new GroupPartition(0)
  const behind = { partition: 1 }
  const records = [device(1, behind), daysLater(9), device(3, behind), daysLater(10)]
  judgeFacts([policy(), tick(TEN + 9 * DAY_MS), ...records, device(4, behind)], partition)
  expect(partition.counts).toMatchObject({ folded: 5, late: 0 })
  expect(partition.groups.size).toBe(4)
  const caughtUp = device(5, { ...behind, eventTime: TEN + 9 * DAY_MS })
  judgeFacts([caughtUp, daysLater(11)], partition)
  expect([...partition.groups.keys()]).toEqual(['imei:86099999999992', 'imei:86099999999995'])
})

test('a partition that has told nothing for a hundred days is waited for no longer', () => {
  const partition = new GroupPartition(0)
  const records = [device(1, { partition: 1 }), tick(TEN + 110 * DAY_MS), daysLater(110)]
  judgeFacts([policy(), ...records, daysLater(111)], partition)
  expect([...partition.groups.keys()]).toEqual(['imei:86099999999992'])
})

test('one fact of a far day makes no other late', () => {
  const partition = new GroupPartition(0)
  judgeFacts([policy(), daysLater(2_000), tick(TEN + 2 * DAY_MS), old, device(3)], partition)
  expect(partition.counts).toMatchObject({ folded: 3, late: 0 })
})
