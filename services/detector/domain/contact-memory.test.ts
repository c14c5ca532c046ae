import { expect, test } from 'vitest'
import { isKnown, noContacts, remember } from './contact-memory.ts'

const day = (n: number) => `day ${n}`

test('knows whom the card was in touch with, whatever silence lies between', () => {
  const memory = noContacts()
  remember(memory, 'ada', day(1))
  remember(memory, 'bob', day(900))
  expect(isKnown(memory, 'ada')).toBe(true)
  expect(isKnown(memory, 'eve')).toBe(false)
})

test('forgets after thirty days with use, and not before', () => {
  const memory = noContacts()
  remember(memory, 'ada', day(1))
  for (let n = 2; n <= 30; n += 1) remember(memory, 'bob', day(n))
  expect(isKnown(memory, 'ada')).toBe(true)
  remember(memory, 'bob', day(31))
  expect(isKnown(memory, 'ada')).toBe(false)
})
