import { expect, test } from 'vitest'
import { judgeBytes } from '../../../test/support/both-engines.ts'
import {
  DAY_MS,
  data,
  HOUR_MS,
  ICCID,
  judgeAll,
  ordinary,
  policy,
  TEN,
  times,
} from '../../../test/support/builders.ts'
import { decodeState } from '../domain/encode-state.ts'
import { Partition } from '../partition.ts'
import type { ColumnBook } from './column-book.ts'

const onDay = (day: number, fields: object = {}) =>
  data({ eventTime: TEN + day * DAY_MS, eventId: `d${day}`, ...fields })
const contract = (day: number) =>
  ordinary({ eventTime: TEN + day * DAY_MS, scene: `scene-${day}`, activatedAt: TEN - 90 * DAY_MS })

function entriesOf(partition: Partition): Map<string, string> {
  return new Map(
    partition.book.takeChanges().map(({ key, payload }) => [key, String(payload)] as const),
  )
}

test('a card’s columns are saved when it is used, its contracts and the rest when they change', () => {
  const partition = new Partition(0)
  judgeBytes([policy(), ordinary(), onDay(0, { imei: '860999999999991' })], partition)
  expect([...entriesOf(partition).keys()].sort()).toEqual([
    ICCID,
    `${ICCID}/contracts`,
    `${ICCID}/memory`,
  ])
  judgeBytes([onDay(1)], partition)
  expect([...entriesOf(partition).keys()]).toEqual([ICCID])
})

test('contracts and sessions that nobody can ask for any more are dropped', () => {
  const partition = new Partition(0)
  const session = { sessionId: 's1', sessionBytesUplink: 10, sessionBytesDownlink: 20 }
  const { bytesUplink: _, bytesDownlink: __, ...running } = onDay(0, session)
  judgeAll([policy(), contract(0), running, contract(0.01), onDay(0.01), contract(0.02)], partition)
  const before = entriesOf(partition)
  expect(JSON.parse(before.get(`${ICCID}/contracts`) ?? '')).toHaveLength(3)
  expect(sessionsIn(before.get(`${ICCID}/memory`))).toBe(1)
  judgeBytes([onDay(50, { ...session, sessionId: 's2' })], partition)
  const after = entriesOf(partition)
  expect(JSON.parse(after.get(`${ICCID}/contracts`) ?? '')).toMatchObject([
    { profile: { scene: 'scene-0.02' } },
  ])
  expect(sessionsIn(after.get(`${ICCID}/memory`))).toBe(1)
})

test('a card with more ids than are kept forgets what is over as well', () => {
  const partition = new Partition(0)
  const until = TEN + HOUR_MS
  const snooze = { kind: 'snooze', iccid: ICCID, eventTime: TEN, detector: 'data-spike', until }
  const use = times(4_600, (n) => onDay((n * 15) / 86_400, { eventId: `e${n}` }))
  judgeAll([policy(), ordinary(), { ...snooze, reason: 'known', by: 'u-1' }], partition)
  expect(snoozesIn(entriesOf(partition).get(`${ICCID}/memory`))).toBe(1)
  judgeBytes(use, partition)
  const { memory } = (partition.book as ColumnBook).scene
  expect(memory?.snoozes?.size).toBe(0)
})

function snoozesIn(payload = '{}'): number | undefined {
  return decodeState<{ readonly snoozes?: Map<string, unknown> }>(payload).snoozes?.size
}

function sessionsIn(payload = '{}'): number | undefined {
  return decodeState<{ readonly sessions?: Map<number, unknown> }>(payload).sessions?.size
}
