import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capacityOf, Memory, wordIn } from './memory.ts'

test('a block has at least what was asked, and a quarter more at most', () => {
  for (let words = 1; words < 5_000; words += 1) {
    expect(capacityOf(words)).toBeGreaterThanOrEqual(words)
    if (words > 8) expect(capacityOf(words)).toBeLessThanOrEqual(words * 1.25 + 2)
    expect(capacityOf(words) % 2).toBe(0)
  }
  expect(capacityOf(1_048_576)).toBe(1_048_576)
  expect(() => capacityOf(1_048_577)).toThrow('1048577 words')
})

test('blocks do not touch each other, come zeroed, and are used again', () => {
  const step = fc.record({ words: fc.integer({ min: 1, max: 3_000 }), free: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const memory = new Memory()
      const live = new Map<number, number>()
      for (const { words, free } of steps) {
        const [first] = live
        if (free && first) {
          memory.free(...first)
          live.delete(first[0])
          continue
        }
        const address = memory.allocate(words)
        const at = wordIn(address)
        const block = memory.pageOf(address).words.subarray(at, at + capacityOf(words))
        expect(block.every((word) => word === 0)).toBe(true)
        block.fill(address)
        live.set(address, words)
      }
      for (const [address, words] of live) {
        const at = wordIn(address)
        const block = memory.pageOf(address).words.subarray(at, at + capacityOf(words))
        expect(block.every((word) => word === address)).toBe(true)
      }
    }),
    { numRuns: 50 },
  )
})
