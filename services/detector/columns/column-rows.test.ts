import { expect, test } from 'vitest'
import { judgeBytes } from '../../../test/support/both-engines.ts'
import {
  call,
  DAY_MS,
  data,
  MINUTE_MS,
  policy,
  profile,
  TEN,
} from '../../../test/support/builders.ts'
import { PlainBook } from '../card/plain-book.ts'
import { Partition } from '../partition.ts'

const OPEN = { voice: true, sms: true, data: true }

test('works rows out in time also before there is a policy, when nothing is late', () => {
  const calls = [0, 31].map((day) => call({ eventTime: TEN + day * DAY_MS, peer: 't1:ada' }))
  const rowsOf = (partition: Partition) => {
    judgeBytes(calls, partition)
    const weeks = partition.takeRows().filter(({ windowKind }) => windowKind === '7d')
    return weeks.map(({ windowStart, measures }) => [windowStart, measures.peersDistinct])
  }
  const rows = rowsOf(new Partition(0))
  expect(rows.map(([, peers]) => peers)).toEqual([1, 1])
  expect(rows).toEqual(rowsOf(new Partition(0, { book: new PlainBook() })))
})

test('counts a late record of a test in the row of the contract that the test goes on under', () => {
  const records = [
    policy(),
    profile({ status: 'test', functions: OPEN }),
    profile({ status: 'test', functions: OPEN, tenant: 'other', eventTime: TEN }),
    call({ eventTime: TEN + MINUTE_MS }),
    data({ eventTime: TEN - MINUTE_MS, bytesDownlink: 7 }),
  ]
  const rowOf = (partition: Partition) => {
    judgeBytes(records, partition)
    return partition.takeRows().find(({ windowKind }) => windowKind === 'lifetime')
  }
  const row = rowOf(new Partition(0))
  expect(row).toMatchObject({
    tenant: 'other',
    offset: 4n,
    measures: { bytesTest: 7, voiceEvents: 0 },
  })
  expect(row).toEqual(rowOf(new Partition(0, { book: new PlainBook() })))
})
