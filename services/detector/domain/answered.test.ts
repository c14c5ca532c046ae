import { expect, test } from 'vitest'
import { isAnswered } from './answered.ts'

test('goes by what the feed says, whatever the call lasted', () => {
  expect(isAnswered({ direction: 'outgoing', answered: false, durationSeconds: 9 })).toBe(false)
  expect(isAnswered({ direction: 'incoming', answered: true, durationSeconds: 0 })).toBe(true)
})

test('takes a call that lasted for answered', () => {
  expect(isAnswered({ direction: 'incoming', durationSeconds: 1 })).toBe(true)
  expect(isAnswered({ direction: 'outgoing', durationSeconds: 0 })).toBe(false)
})

test.each([undefined, null, Number.NaN])(
  'holds what a feed leaves out against no card: %s seconds',
  (durationSeconds) => {
    expect(isAnswered({ direction: 'outgoing', durationSeconds })).toBe(true)
    expect(isAnswered({ direction: 'incoming', durationSeconds })).toBe(false)
  },
)
