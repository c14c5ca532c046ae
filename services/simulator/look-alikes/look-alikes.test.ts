import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Profile } from '#schemas/profile.ts'
import { Usage } from '#schemas/usage.ts'
import { cardEventForm, cardEventProfile } from '../domain/card-event-form.ts'
import { DAY_MS, localDay } from '../domain/local-time.ts'
import { groundTruthOf } from '../ground-truth.ts'
import { plantsOverDays } from '../plants-over-days.ts'
import { HOUR_MS, START } from '../testing/collect-feed.ts'
import { judgeNaively } from '../testing/judge-naively.ts'
import { LOOK_ALIKES } from './catalogue.ts'

const MIDNIGHT = START - 8 * HOUR_MS
const HOLIDAY = localDay(MIDNIGHT + 9 * DAY_MS)

function plant(seed: number) {
  return plantsOverDays({
    seed,
    startAt: MIDNIGHT,
    days: 18,
    copies: () => 2,
    stories: LOOK_ALIKES,
    isKept: (day) => day === HOLIDAY,
  })
}

const plants = plant(4)
const named = plants.map((each) => ({ name: each.story.id, ...each }))

test('every look-alike in this folder is listed under its file name', () => {
  const files = readdirSync(import.meta.dirname).map((name) => name.replace('.ts', ''))
  const others = new Set(['look-alike', 'catalogue', 'cross-country'])
  const names = files.filter((name) => !name.endsWith('.test') && !others.has(name))
  expect(LOOK_ALIKES.map(({ id }) => id).sort()).toEqual(names.sort())
})

test('the ground truth calls them innocent, each by its kind, and expects nothing', () => {
  const truths = plants.map(groundTruthOf)
  expect(new Set(truths.map(({ innocent }) => innocent)).size).toBe(LOOK_ALIKES.length)
  for (const truth of truths) {
    expect(truth).toMatchObject({ expected: [], tippingEventIds: [] })
    expect(truth.quiet).toBeUndefined()
  }
})

test('another seed gives other people', () => {
  const lengths = (seed: number) => plant(seed).map(({ events }) => events.length)
  expect(lengths(5)).not.toEqual(lengths(6))
})

test('what belongs to the holiday happens on it, for the rest it is a day off', () => {
  for (const { story, span } of plants) {
    if (story.spanMinutes > 1_440) continue
    expect(localDay(span.from) === HOLIDAY).toBe(story.isOnHoliday === true)
  }
})

describe.each(named)('$name', ({ cards, contracts, events }) => {
  test('fits the contract', () => {
    for (const profile of [...cards.map((card) => card.profile), ...contracts])
      Profile.parse(cardEventProfile(profile))
    for (const { usage, card } of events) Usage.parse(cardEventForm(card, usage))
  })

  test('opens no closed function and leaves no quota', () => {
    for (const card of cards) {
      const usage = events.filter((event) => event.card === card).map((event) => event.usage)
      usage.sort((left, right) => left.eventTime - right.eventTime)
      const findings = judgeNaively({ profile: card.profile, usage }, { windowShare: 1 })
      const breaches = findings.filter(({ basis }) => basis === 'hardBreach')
      // What a tester sees of a card is for the detectors to tell from a theft.
      expect(breaches.filter(({ detector }) => detector !== 'imei-change')).toEqual([])
    }
  })
})
