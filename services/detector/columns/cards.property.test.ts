import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Cards } from './cards.ts'
import { EvictedCards } from './evicted-cards.ts'
import { fillIccid, type IccidWords } from './iccid-words.ts'
import { Memory } from './memory.ts'

/** Some hundred ICCIDs, in tables of some thousand slots: many have the same place. */
const iccid = fc
  .integer({ min: 0, max: 699 })
  .map((n) => `8986001234${String(n * 7_919).padStart(10 - (n % 3), '0')}`)
const steps = fc.array(fc.record({ iccid, doing: fc.constantFrom('add', 'add', 'remove') }), {
  minLength: 200,
  maxLength: 2_500,
})

test('cards that come and go keep the numbers that they have, and no two have one', () => {
  fc.assert(
    fc.property(steps, (steps) => {
      const memory = new Memory()
      const cards = new Cards(memory)
      const numbers = new Map<string, number>()
      for (const { iccid, doing } of steps) {
        const known = numbers.get(iccid) ?? 0
        if (doing === 'add') numbers.set(iccid, cards.numberOf(wordsOf(iccid)))
        else if (known !== 0) cards.remove(known)
        if (known !== 0 && doing === 'add') expect(numbers.get(iccid)).toBe(known)
        if (doing === 'remove') numbers.delete(iccid)
      }
      expect(cards.count).toBe(numbers.size)
      expect(new Set(numbers.values()).size).toBe(numbers.size)
      expect(cards.last).toBeGreaterThanOrEqual(cards.count)
      for (const { iccid } of steps) {
        expect(cards.find(wordsOf(iccid))).toBe(numbers.get(iccid) ?? 0)
      }
      for (const [iccid, card] of numbers) expect(cards.iccidOf(card)).toBe(iccid)
      for (const card of numbers.values()) cards.remove(card)
      expect(memory.usedWords).toBe(0)
    }),
    { numRuns: 40 },
  )
})

test('cards that are evicted and loaded are known as such until they are loaded', () => {
  fc.assert(
    fc.property(steps, (steps) => {
      const evicted = new EvictedCards()
      const expected = new Set<string>()
      for (const { iccid, doing } of steps) {
        if (doing === 'add') evicted.add(wordsOf(iccid))
        else evicted.delete(wordsOf(iccid))
        if (doing === 'add') expected.add(iccid)
        else expected.delete(iccid)
      }
      expect(evicted.count).toBe(expected.size)
      for (const { iccid } of steps) expect(evicted.has(wordsOf(iccid))).toBe(expected.has(iccid))
    }),
    { numRuns: 40 },
  )
})

test('cards that differ in the same digits of two words are told apart', () => {
  const evicted = new EvictedCards()
  evicted.add(wordsOf('89860012345601234567'))
  for (const other of ['89868012345681234567', '89861012345611234567', '89860012345601234566']) {
    expect(evicted.has(wordsOf(other))).toBe(false)
  }
})

function wordsOf(iccid: string): IccidWords {
  const words = { iccidLow: 0, iccidMiddle: 0, iccidHigh: 0, iccidLength: 0 }
  fillIccid(iccid, words)
  return words
}
