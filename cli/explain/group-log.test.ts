import { expect, test } from 'vitest'
import { log, policy, TEN, tick } from '../../test/support/builders.ts'
import { type Fields, memberFact } from '../../test/support/group-builders.ts'
import { GroupLog } from './group-log.ts'

const other = memberFact({ group: { kind: 'imei', id: '86088888888888' } })
const own = (minute: number) => memberFact({ eventTime: TEN + minute * 60_000 })

function logOf(...records: readonly Fields[]): unknown[] {
  const group = new GroupLog({ kind: 'imei', id: '86099999999999' })
  for (const raw of log(records)) group.add(raw)
  return group.items.map(({ value }) => JSON.parse(String(value)))
}

test('keeps the group’s facts, by themselves or in a bundle, and leaves the others out', () => {
  const bundle = { kind: 'facts', facts: [own(1), other, own(2)] }
  expect(logOf(own(0), other, bundle, { kind: 'facts', facts: [other] })).toEqual([
    own(0),
    { kind: 'facts', facts: [own(1), own(2)] },
  ])
})

test('keeps policies, and of the ticks before a fact the newest', () => {
  const rules = policy()
  const told = logOf(rules, tick(TEN), tick(TEN + 1), own(0), tick(TEN + 2))
  expect(told).toEqual([rules, tick(TEN + 1), own(0)])
})
