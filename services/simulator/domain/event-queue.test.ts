import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventQueue } from './event-queue.ts'

test('gives items by time, and those of one time as they came', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
      const queue = new EventQueue<number>()
      for (const [index, at] of times.entries()) queue.push(at, index)
      const taken: { at: number; item: number }[] = []
      for (let next = queue.popBefore(100); next; next = queue.popBefore(100)) {
        taken.push({ at: next.at, item: next.item })
      }
      const expected = times.map((at, item) => ({ at, item }))
      expect(taken).toEqual(expected.toSorted((a, b) => a.at - b.at || a.item - b.item))
    }),
  )
})

test('keeps what is not before the given time', () => {
  const queue = new EventQueue<string>()
  queue.push(5, 'later')
  expect(queue.popBefore(5)).toBeUndefined()
  expect(queue.popBefore(6)).toMatchObject({ at: 5, item: 'later' })
})
