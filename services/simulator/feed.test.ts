import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Profile } from '#schemas/profile.ts'
import { CarrierUsage, Usage } from '#schemas/usage.ts'
import { cardEventForm } from './domain/card-event-form.ts'
import { minuteOfDay } from './domain/local-time.ts'
import { Feed } from './feed.ts'
import { DEMO_STORIES } from './stories/catalogue.ts'
import { collectFeed, feedSettings, HOUR_MS, START } from './testing/collect-feed.ts'
import { judgeNaively } from './testing/judge-naively.ts'

const LARGE_WINDOWS = { windowShare: 1 }
const MINUTE_MS = 60_000

describe('a feed', () => {
  test('is the same again for the same settings, however it is taken out', () => {
    const settings = feedSettings({ cards: 100 })
    const whole = new Feed(settings)
    const inPieces = new Feed(settings)
    const expected = [...whole.opening(), ...whole.take(Infinity, Infinity)]
    const found = [...inPieces.opening()]
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 300 }),
        (minutes, most) => {
          const until = START + minutes * MINUTE_MS
          if (until > (found.at(-1)?.at ?? 0)) found.push(...inPieces.take(until, most))
        },
      ),
    )
    found.push(...inPieces.take(Infinity, Infinity))
    expect(JSON.stringify(found)).toBe(JSON.stringify(expected))
  })

  test('has other cards with another seed', () => {
    const first = collectFeed(feedSettings({ seed: 1, cards: 50 }))
    const second = collectFeed(feedSettings({ seed: 2, cards: 50 }))
    const shared = [...first.byCard.keys()].filter((iccid) => second.byCard.has(iccid))
    expect(shared).toEqual([])
  })

  test('gives only records that fit the contract', () => {
    const { profiles, usage } = collectFeed(feedSettings({ cards: 500 }))
    for (const profile of profiles) expect(Profile.parse(profile).iccid).toBe(profile.iccid)
    for (const { usage: record, card } of usage) {
      expect(CarrierUsage.parse(record).iccid).toBe(record.iccid)
      Usage.parse(cardEventForm(card, record))
    }
  })

  test('never goes back in its own time, and no event is in its future', () => {
    const { usage } = collectFeed(feedSettings())
    for (const [index, { at, usage: record }] of usage.entries()) {
      expect(at).toBeGreaterThanOrEqual(usage[index - 1]?.at ?? 0)
      expect(record.eventTime).toBeLessThanOrEqual(at)
      expect(at).toBeLessThan(START + 2 * HOUR_MS)
    }
  })

  test('gives every record one id, and repeats about one in a hundred byte for byte', () => {
    const { usage } = collectFeed(feedSettings({ cards: 1_000 }))
    const first = usage.filter(({ copy }) => copy === 'first').map(({ usage: record }) => record)
    const ids = new Set(first.map(({ source, eventId }) => `${source}/${eventId}`))
    const repeats = usage.filter(({ copy }) => copy === 'duplicate')
    expect(ids.size).toBe(first.length)
    expect(repeats.every(({ usage: record }) => first.includes(record))).toBe(true)
    expect(repeats.length / first.length).toBeGreaterThan(0.006)
    expect(repeats.length / first.length).toBeLessThan(0.014)
  })

  test('is late by minutes to hours now and then, by less than a day always', () => {
    const { usage } = collectFeed(feedSettings({ hours: 30 }))
    const late = usage.filter(({ isLate, copy }) => isLate && copy === 'first')
    const share = late.length / usage.length
    const delaysMs = late.map(({ at, usage: record }) => at - record.eventTime)
    expect(share).toBeGreaterThan(0.011)
    expect(share).toBeLessThan(0.018)
    expect(Math.min(...delaysMs)).toBeGreaterThanOrEqual(2 * MINUTE_MS)
    expect(Math.max(...delaysMs)).toBeGreaterThan(HOUR_MS)
    expect(Math.max(...delaysMs)).toBeLessThan(24 * HOUR_MS)
  })

  test('follows the day: people are lively in the evening and asleep at four', () => {
    const settings = feedSettings({ cards: 1_000, hours: 24, plantsPerStory: 0 })
    const calls = collectFeed(settings).usage.filter(
      ({ usage, card }) => usage.service === 'voice' && card.habits.kind === 'person',
    )
    const inHour = (hour: number) =>
      calls.filter(({ usage }) => Math.floor(minuteOfDay(usage.eventTime) / 60) === hour).length
    expect(inHour(19)).toBeGreaterThan(10 * inHour(3))
  })

  test('has a heavy tail: the liveliest tenth of phones makes over a quarter of the calls', () => {
    const { byCard } = collectFeed(feedSettings({ cards: 1_000, hours: 24, plantsPerStory: 0 }))
    const phones = [...byCard.values()].filter(({ profile }) => profile?.cardClass === 'ordinary')
    const counts = phones.map(
      ({ usage }) => usage.filter(({ service }) => service === 'voice').length,
    )
    counts.sort((left, right) => right - left)
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
    expect(sum(counts.slice(0, counts.length / 10))).toBeGreaterThan(sum(counts) / 4)
  })

  test('makes as many events as it is asked for, by cutting data sessions finer', () => {
    const perHour = 12_000
    const usual = collectFeed(feedSettings({ cards: 1_000, plantsPerStory: 0 }))
    const asked = collectFeed(
      feedSettings({ cards: 1_000, plantsPerStory: 0, eventsPerHour: perHour }),
    )
    const contacts = ({ usage }: typeof usual) =>
      usage.filter(({ copy, usage: { service } }) => copy === 'first' && service !== 'data').length
    expect(asked.usage.length / 2 / perHour).toBeGreaterThan(0.9)
    expect(asked.usage.length / 2 / perHour).toBeLessThan(1.1)
    expect(Math.abs(contacts(asked) - contacts(usual))).toBeLessThan(contacts(usual) * 0.05)
  })
})

describe('honest cards', () => {
  test('never trip a hard breach, and a statistical rule hardly ever', () => {
    const seeds = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(seeds, fc.constantFrom(null, 6_000), (seed, eventsPerHour) => {
        const settings = feedSettings({ seed, cards: 400, hours: 26, eventsPerHour })
        const { byCard, truths } = collectFeed(settings)
        const planted = new Set(truths.map(({ iccid }) => iccid))
        const honest = [...byCard].filter(([iccid]) => !planted.has(iccid))
        const findings = honest.flatMap(([, card]) => judgeNaively(card, LARGE_WINDOWS))
        expect(findings.filter(({ basis }) => basis === 'hardBreach')).toEqual([])
        expect(findings.length).toBeLessThan(honest.length / 50)
      }),
      { numRuns: 4 },
    )
  })

  test('are of every class, and some wake up after months without doing wrong', () => {
    const { byCard, truths } = collectFeed(feedSettings({ cards: 1_000, hours: 24 }))
    const planted = new Set(truths.map(({ iccid }) => iccid))
    const honest = [...byCard].filter(([iccid]) => !planted.has(iccid)).map(([, card]) => card)
    const shareOf = (cardClass: string) =>
      honest.filter(({ profile }) => profile?.cardClass === cardClass).length / honest.length
    expect(shareOf('ordinary')).toBeCloseTo(0.6, 1)
    expect(shareOf('iot')).toBeCloseTo(0.35, 1)
    expect(shareOf('telesales')).toBeCloseTo(0.05, 1)
    const woken = honest.filter(
      ({ usage }) => (usage[0]?.eventTime ?? START) < START - 60 * 24 * HOUR_MS,
    )
    expect(woken.filter(({ usage }) => usage.length > 1).length).toBeGreaterThan(5)
    const roles = honest.filter(({ profile }) => profile?.businessRole === 'courier')
    const guarded = honest.filter(({ profile }) => profile?.protectedClass)
    expect(roles.length).toBeGreaterThan(0)
    expect(guarded.length).toBeGreaterThan(0)
  })
})

describe('what is planted', () => {
  test('comes on fresh cards in every wave, and only where a story fits', () => {
    const { truths } = collectFeed(feedSettings({ cards: 0, hours: 7 }))
    expect(new Set(truths.map(({ iccid }) => iccid)).size).toBe(truths.length)
    expect(truths.filter(({ story }) => story === 'call-rate')).toHaveLength(4)
    for (const { until } of truths) expect(until).toBeLessThan(START + 7 * HOUR_MS)
  })

  test('fits into the two hours of the demo, each story as often as asked', () => {
    const { truths } = collectFeed(feedSettings({ cards: 0, plantsPerStory: 3 }))
    for (const { id } of DEMO_STORIES) {
      expect(truths.filter(({ story }) => story === id).length).toBeGreaterThanOrEqual(3)
    }
  })

  test('has its profiles told a whole wave before its usage', () => {
    const feed = new Feed(feedSettings({ cards: 0, hours: 12 }))
    const deliveries = [...feed.opening(), ...feed.take(Infinity, Infinity)]
    const told = new Map(
      deliveries.flatMap((each) =>
        each.kind === 'profile' ? [[each.profile.iccid, each.at] as const] : [],
      ),
    )
    for (const each of deliveries) {
      if (each.kind !== 'truth' || each.truth.story === 'unregistered-card') continue
      expect(told.get(each.truth.iccid)).toBeLessThanOrEqual(each.truth.from)
    }
  })
})
