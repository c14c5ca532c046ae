import { expect, test } from 'vitest'
import { TOPICS } from '#schemas/topics.ts'
import { PROFILE_FEEDS, USAGE_FEEDS } from './catalogue.ts'

test('every format has a topic of its own, and the topic list has it', () => {
  const topics = [...USAGE_FEEDS, ...PROFILE_FEEDS].map(({ topic }) => topic)
  expect(new Set(topics).size).toBe(topics.length)
  expect(TOPICS.map(({ name }) => name)).toEqual(expect.arrayContaining(topics))
})
