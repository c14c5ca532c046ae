import { expect, test } from 'vitest'
import { makeIotCard } from '../cards/iot-card.ts'
import { makeOrdinaryCard } from '../cards/ordinary-card.ts'
import { START } from '../testing/collect-feed.ts'
import { dataPart } from './acts.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './local-time.ts'
import { usageRecord } from './usage-record.ts'

const indexes = Array.from({ length: 60 }, (_, index) => index)
const phones = indexes.map((index) => makeOrdinaryCard({ seed: 1, index, startAt: START }))
const machines = indexes.map((index) => makeIotCard({ seed: 1, index, startAt: START }))

function part(card: (typeof phones)[number], at: number) {
  const record = usageRecord(card, dataPart(10, { at }), 'x')
  if (record.service !== 'data') throw new Error('that is no data part')
  return record
}

test('names the kind of the device, and where the cell stands if the feed knows', () => {
  expect(phones.every((card) => part(card, START).deviceKind === 'phone')).toBe(true)
  expect(machines.every((card) => part(card, START).deviceKind === 'module')).toBe(true)
  const withPosition = machines.filter((card) => part(card, START).latitude !== undefined)
  expect(withPosition.length).toBeGreaterThan(30)
  expect(withPosition.length).toBeLessThan(60)
})

test('says that data kept to the contract where the feed says so, never otherwise', () => {
  for (const card of machines) {
    const { directed } = part(card, START)
    if (directed !== undefined) expect([directed, card.profile.directed]).toEqual([true, true])
  }
  expect(machines.some((card) => part(card, START).directed)).toBe(true)
})

test('machines stay where they are, and some people travel, none faster than a plane', () => {
  const quarters = Array.from({ length: 20 * 96 }, (_, step) => START + step * 15 * MINUTE_MS)
  expect(machines.every((card) => part(card, START + 9 * DAY_MS).region === card.region)).toBe(true)
  const journeys = phones.map((card) => quarters.map((at) => part(card, at)))
  const travelled = journeys.filter((parts) => new Set(parts.map(({ region }) => region)).size > 1)
  expect(travelled.length).toBeGreaterThan(5)
  expect(travelled.length).toBeLessThan(30)
  for (const parts of travelled) {
    const located = parts.filter(({ region }) => region !== undefined)
    for (const [index, here] of located.entries()) {
      const before = located[index - 1]
      if (!before || before.region === here.region) continue
      expect(here.eventTime - before.eventTime).toBeGreaterThanOrEqual(5 * HOUR_MS)
    }
  }
})
