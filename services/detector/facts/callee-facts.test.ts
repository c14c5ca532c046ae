import { expect, test } from 'vitest'
import {
  call,
  HOUR_MS,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'
import { type Fields, factsIn } from '../../../test/support/group-builders.ts'

const ring = (minute: number, fields: object = {}) =>
  call({
    eventTime: TEN + minute * MINUTE_MS,
    answered: false,
    durationSeconds: 0,
    ...fields,
  })
const told = (...records: readonly Fields[]) =>
  factsIn(judgeUnderPolicy(...records)).filter(({ group }) => group.kind === 'peer')

test('tells the second unanswered call within ten minutes', () => {
  expect(told(ordinary(), ring(0))).toEqual([])
  expect(told(ordinary(), ring(0), ring(9))).toMatchObject([
    { kind: 'unanswered', group: { id: 't1:ada' }, eventTime: TEN + 9 * MINUTE_MS },
  ])
  expect(told(ordinary(), ring(0), ring(10))).toEqual([])
})

test('tells again while it goes on, every five minutes', () => {
  const facts = told(ordinary(), ...times(21, (n) => ring(n)))
  expect(facts.map(({ eventTime }) => (eventTime - TEN) / MINUTE_MS)).toEqual([1, 6, 11, 16])
})

test('takes a call for answered of which the feed says neither answer nor length', () => {
  const untold = times(3, (n) => ring(n, { answered: undefined, durationSeconds: undefined }))
  expect(told(ordinary(), ...untold)).toEqual([])
})

test('finds a call that comes late', () => {
  expect(told(ordinary(), ring(9), ring(2))).toHaveLength(1)
})

test('tells a telesales card’s first call to a peer in an hour', () => {
  const calls = [0, 5, 59, 60].map((minute) => call({ eventTime: TEN + minute * MINUTE_MS }))
  const facts = told(telesales(), ...calls, call({ peer: 't1:bob', eventTime: TEN + HOUR_MS }))
  expect(facts.map(({ kind, group, eventTime }) => [kind, group.id, eventTime - TEN])).toEqual([
    ['call', 't1:ada', 0],
    ['call', 't1:ada', HOUR_MS],
    ['call', 't1:bob', HOUR_MS],
  ])
})

test('says nothing of an ordinary card’s answered calls, nor of incoming ones', () => {
  const incoming = times(3, (n) => ring(n, { direction: 'incoming' }))
  expect(told(ordinary(), call(), call(), ...incoming)).toEqual([])
})
