import { expect, test } from 'vitest'
import { judgeBytes } from '../../../test/support/both-engines.ts'
import { call, DAY_MS, TEN } from '../../../test/support/builders.ts'
import { PlainBook } from '../card/plain-book.ts'
import { Partition } from '../partition.ts'

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
