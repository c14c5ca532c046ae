import { expect, test } from 'vitest'
import { partitionOfKey } from '#runtime/key-partition.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import { factsIn, GroupRecord, groupKey, type NewFact } from '#schemas/group-fact.ts'
import { memberFact } from '../../../test/support/group-builders.ts'
import { bundleFacts } from './bundle-facts.ts'

const factOf = (device: number, eventTime: number) => {
  const { ver: _, ...fact } = memberFact({ eventTime, group: { kind: 'imei', id: `${device}` } })
  return { type: 'fact', fact: fact as unknown as NewFact, offset: BigInt(eventTime) } as const
}
const TIME = 1_773_000_000_000
const facts = Array.from({ length: 3_000 }, (_, n) => factOf(n % 50, TIME + n))
const bundled = bundleFacts(facts, { topicEpoch: 1, partitions: 4 })
const inside = bundled.map(({ partition, value }) => {
  const decoded = decodeRecord(GroupRecord, value)
  if (decoded.status === 'bad' || decoded.value.kind !== 'facts') throw new Error('no bundle')
  return { partition, facts: factsIn(decoded.value) }
})

test('each fact goes once, to the partition that its group’s key has', () => {
  expect(inside.flatMap((one) => one.facts)).toHaveLength(3_000)
  for (const { partition, facts: told } of inside) {
    for (const { group } of told) expect(partitionOfKey(groupKey(group), 4)).toBe(partition)
  }
})

test('the facts of a partition stay in their order, each with the version of its record', () => {
  for (const partition of [0, 1, 2, 3]) {
    const told = inside.filter((one) => one.partition === partition).flatMap((one) => one.facts)
    const all = told.map(({ eventTime }) => eventTime)
    expect(all.length).toBeGreaterThan(0)
    expect(all).toEqual(all.toSorted((a, b) => a - b))
    for (const { ver, eventTime } of told) expect(BigInt(ver)).toBe((1n << 48n) + BigInt(eventTime))
  }
})

test('a message stays well below what a broker takes, and there are no more than that needs', () => {
  const sizes = bundled.map(({ value }) => String(value).length)
  expect(Math.max(...sizes)).toBeLessThan(132_000)
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  expect(bundled.length).toBeLessThanOrEqual(4 + Math.ceil(whole / 131_072))
})

test('nothing to tell is no message', () => {
  expect(bundleFacts([], { topicEpoch: 1, partitions: 4 })).toEqual([])
})
