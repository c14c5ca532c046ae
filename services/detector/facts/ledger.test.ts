import { expect, test } from 'vitest'
import {
  call,
  HOUR_MS,
  judgeAll,
  MINUTE_MS,
  ordinary,
  policy,
  TEN,
  tick,
  times,
} from '../../../test/support/builders.ts'
import { type Fields, factsIn } from '../../../test/support/group-builders.ts'
import { encodeChanges, restorePartition } from '../checkpoint.ts'
import { Partition } from '../partition.ts'

const head = [policy(), ordinary({ batch: 'b-1' })]
const at = (minute: number, fields: object = {}) =>
  call({ eventTime: TEN + minute * MINUTE_MS, ...fields })
const ticks = (minute: number) => tick(TEN + minute * MINUTE_MS)
/** Hour and calls of each subtotal, as they were told. */
const told = (records: readonly Fields[], partition?: Partition) =>
  factsIn(judgeAll(records, partition)).flatMap((fact) =>
    fact.kind === 'subtotal' && fact.bucket
      ? [[(fact.bucket.start - TEN) / HOUR_MS, fact.value]]
      : [],
  )

test('tells the whole of an hour so far when log time passes five minutes', () => {
  const log = [...head, ticks(0), at(1), at(2), ticks(4), at(4), ticks(5), at(6), ticks(10)]
  expect(told(log)).toEqual([
    [0, 3],
    [0, 4],
  ])
})

test('tells nothing again that has not changed', () => {
  expect(told([...head, ticks(0), at(1), ticks(5), ticks(10), ticks(65)])).toEqual([[0, 1]])
})

test('tells an hour again when a record comes late', () => {
  const log = [...head, ticks(0), at(1), ticks(5), ticks(65), at(70), ticks(75), at(2), ticks(80)]
  expect(told(log)).toEqual([
    [0, 1],
    [1, 1],
    [0, 2],
  ])
})

test('goes by event time where there is no tick', () => {
  expect(told([...head, at(0), at(4), at(5), at(11)])).toEqual([
    [0, 2],
    [0, 3],
  ])
})

test('leaves out what belongs to an hour that it has forgotten', () => {
  const slow = { iccid: '89860012345678901235' }
  const log = [
    policy(),
    ordinary({ batch: 'b-1' }),
    ordinary({ ...slow, batch: 'b-1' }),
    at(0),
    at(3 * 24 * 60),
    at(10, slow),
    ticks(4 * 24 * 60),
  ]
  expect(told(log).map(([hour]) => hour)).toEqual([0, 72])
})

test('names the card with the most calls of an hour', () => {
  const iccid = '89860012345678901235'
  const cards = [policy(), ordinary({ batch: 'b-1' }), ordinary({ iccid, batch: 'b-1' })]
  const log = [...cards, at(0), ...times(2, () => at(1, { iccid })), ticks(5)]
  expect(factsIn(judgeAll(log))).toMatchObject([{ value: 3, busiest: { iccid } }])
})

test('goes on behind a checkpoint as if there were none', () => {
  const log = [...head, ticks(0), at(1), ticks(5), at(6), at(61), ticks(64), at(3), ticks(70)]
  for (let cut = 1; cut < log.length; cut += 1) {
    const before = new Partition(0)
    const first = told(log.slice(0, cut), before)
    const entries = encodeChanges(before)
    const after = restorePartition(0, entries)
    expect([...first, ...told(log.slice(cut), after)]).toEqual(told(log))
  }
})

test('keeps no more than the hours that may still change', () => {
  const partition = new Partition(0)
  const days = times(24 * 10, (n) => at(n * 60))
  judgeAll([...head, ...days], partition)
  const entries = encodeChanges(partition)
  const group = entries.find(({ key }) => key === '#groups/batch:b-1')
  expect(String(group?.payload).match(/callsOutgoing\|/g)?.length).toBeLessThan(30)
})
