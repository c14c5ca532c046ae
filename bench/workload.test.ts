import { expect, test } from 'vitest'
import { workload } from './workload.ts'

const records = [...workload({ seed: 3, events: 500 })].map(({ key, value }) => ({
  key,
  value: JSON.parse(value),
}))

test('holds exactly the usage that was asked for', () => {
  expect(records.filter(({ value }) => value.kind === 'usage')).toHaveLength(500)
  expect(records.at(-1)?.value.kind).toBe('usage')
})

test('tells of every card before anybody uses one', () => {
  const firstUsage = records.findIndex(({ value }) => value.kind === 'usage')
  const lastProfile = records.findLastIndex(({ value }) => value.kind === 'profile')
  expect(lastProfile).toBeLessThan(firstUsage)
})

test('only ticks are for every partition', () => {
  for (const { key, value } of records) expect(key === null).toBe(value.kind === 'tick')
})

test('the same seed gives the same records', () => {
  const again = [...workload({ seed: 3, events: 500 })]
  expect(again.map(({ value }) => JSON.parse(value))).toEqual(records.map(({ value }) => value))
})
