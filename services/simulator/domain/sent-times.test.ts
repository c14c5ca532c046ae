import { expect, test } from 'vitest'
import { SentTimes } from './sent-times.ts'

test('keeps the newest only', () => {
  const times = new SentTimes(3)
  for (const id of ['a', 'b', 'c', 'd']) times.add(id, 1)
  expect([times.get('a'), times.get('b'), times.get('d')]).toEqual([undefined, 1, 1])
})
