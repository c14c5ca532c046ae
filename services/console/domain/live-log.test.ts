import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alert, derivedId } from '../fixtures.ts'
import { LiveLog, type News } from './live-log.ts'

const TOPICS = ['card.alerts', 'card.commands']

function news(name: string, revision = 1): News {
  return { kind: 'alert', alert: alert({ alertId: derivedId(name), revision }) }
}

function log(capacity = 10): LiveLog {
  const live = new LiveLog({ topics: TOPICS, capacity })
  live.begin(
    TOPICS.flatMap((topic) => [0, 1].map((partition) => ({ topic, partition, offset: 5 }))),
  )
  return live
}

function at(offset: number, partition = 0) {
  return { topic: 'card.alerts', partition, offset }
}

test('a reader goes on behind the last event it saw', () => {
  const live = log()
  live.append(at(5), news('a'))
  const seen = live.position
  live.append(at(5, 1), news('b'))
  live.append(at(6), news('c'))

  const resumed = live.since(seen)
  expect(resumed).toMatchObject({ status: 'ok' })
  expect(namesOf(resumed)).toEqual([derivedId('b'), derivedId('c')])
})

test('a record that tells nothing moves the place and nothing else', () => {
  const live = log()
  const before = live.position
  live.append(at(5), null)
  expect(live.position).not.toBe(before)
  expect(live.since(before)).toEqual({ status: 'ok', events: [] })
})

test('a record that comes again has no effect', () => {
  const live = log()
  live.append(at(5), news('a'))
  live.append(at(5), news('a'))
  expect(live.alerts()).toHaveLength(1)
})

test('a place before the oldest record it keeps is reset', () => {
  const live = log(2)
  const start = live.position
  live.append(at(5), news('a'))
  const afterFirst = live.position
  live.append(at(6), news('b'))
  expect(live.since(start).status).toBe('ok')
  live.append(at(7), news('c'))
  expect(live.since(start)).toEqual({ status: 'reset' })
  expect(namesOf(live.since(afterFirst))).toEqual([derivedId('b'), derivedId('c')])
})

test('a place before where reading began, or of another log, is reset', () => {
  const live = log()
  expect(live.since('4.5~5.5').status).toBe('reset')
  expect(live.since('5.6~5.5').status).toBe('reset')
  expect(live.since('nonsense').status).toBe('reset')
})

test('keeps the newest revision of an alert, until its records are forgotten', () => {
  const live = log(2)
  live.append(at(5), news('a', 1))
  live.append(at(6), news('a', 2))
  expect(live.alert(derivedId('a'))?.revision).toBe(2)
  live.append(at(7), news('b'))
  live.append(at(8), news('c'))
  expect(live.alert(derivedId('a'))).toBeNull()
})

test('whoever looks on hears each event once, until it stops', () => {
  const live = log()
  const heard: string[] = []
  const stop = live.subscribe(({ id }) => heard.push(id))
  live.append(at(5), news('a'))
  stop()
  live.append(at(6), news('b'))
  expect(heard).toHaveLength(1)
})

test('wherever a reader breaks off and however often, it misses nothing that is kept', () => {
  const steps = fc.array(fc.record({ partition: fc.nat({ max: 1 }), breaks: fc.boolean() }), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(steps, (records) => {
      const live = log(1_000)
      const next = [5, 5]
      const seen = new Set<string>()
      let place = live.position
      for (const { partition, breaks } of records) {
        const offset = next[partition] ?? 0
        next[partition] = offset + 1
        live.append(at(offset, partition), news(`${partition}/${offset}`))
        if (!breaks) continue
        const resumed = live.since(place)
        if (resumed.status === 'reset') throw new Error('nothing was forgotten')
        for (const { id, news: told } of resumed.events) {
          if (told.kind === 'alert') seen.add(told.alert.alertId)
          place = id
        }
      }
      const left = live.since(place)
      for (const name of namesOf(left)) seen.add(name)
      expect(seen.size).toBe(records.length)
    }),
  )
})

function namesOf(resumed: ReturnType<LiveLog['since']>): string[] {
  if (resumed.status === 'reset') return []
  return resumed.events.flatMap((event) =>
    event.news.kind === 'alert' ? [event.news.alert.alertId] : [],
  )
}
