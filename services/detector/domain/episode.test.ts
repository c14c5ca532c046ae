import { expect, test } from 'vitest'
import { continueEpisode, type Episode, type Sighting } from './episode.ts'

const sighting = (change: Partial<Sighting> = {}): Sighting => ({
  eventTime: 1_000,
  level: 'warn',
  event: 's/1',
  alertId: 'first',
  scope: 'quiet',
  scopeStart: 0,
  quietMs: 100,
  ...change,
})

function follow(...sightings: readonly Sighting[]): Episode | undefined {
  return sightings.reduce<Episode | undefined>(continueEpisode, undefined)
}

test('goes on while the next finding is no more than the quiet time away', () => {
  const next = sighting({ eventTime: 1_100, alertId: 'second' })
  expect(follow(sighting(), next)).toMatchObject({ alertId: 'first', count: 2, lastAt: 1_100 })
  const late = sighting({ eventTime: 1_101, alertId: 'second' })
  expect(follow(sighting(), late)).toMatchObject({ alertId: 'second', count: 1, revision: 1 })
})

test('takes a late finding in, which moves neither its opening nor its newest time', () => {
  const late = sighting({ eventTime: 10, alertId: 'second' })
  expect(follow(sighting(), late)).toMatchObject({ openedAt: 1_000, lastAt: 1_000, count: 2 })
})

test('tells a revision when the count doubles', () => {
  const revisions = [1, 2, 3, 4, 5, 8].map(
    (count) => follow(...Array.from({ length: count }, () => sighting()))?.revision,
  )
  expect(revisions).toEqual([1, 2, 2, 3, 3, 4])
})

test('tells a revision when the level rises, and never falls back', () => {
  const act = sighting({ level: 'act' })
  expect(follow(sighting(), sighting(), sighting(), act)).toMatchObject({
    level: 'act',
    revision: 3,
  })
  expect(follow(act, sighting())).toMatchObject({ level: 'act' })
})

test('ends with its day, cycle or profile, and takes a finding of an earlier one in', () => {
  const today = sighting({ scope: 'day', scopeStart: 500 })
  expect(follow(today, { ...today, eventTime: 99_999 })).toMatchObject({ count: 2 })
  expect(follow(today, { ...today, scopeStart: 501, alertId: 'b' })).toMatchObject({ alertId: 'b' })
  expect(follow(today, { ...today, scopeStart: 499, alertId: 'b' })).toMatchObject({ count: 2 })
})

test('keeps the newest twenty records as evidence', () => {
  const all = Array.from({ length: 30 }, (_, n) => sighting({ event: `s/${n}` }))
  expect(follow(...all)?.events).toEqual(Array.from({ length: 20 }, (_, n) => `s/${n + 10}`))
})
