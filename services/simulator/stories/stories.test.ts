import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Profile } from '#schemas/profile.ts'
import { Usage } from '#schemas/usage.ts'
import { cardEventForm, cardEventProfile } from '../domain/card-event-form.ts'
import { DAY_MS } from '../domain/local-time.ts'
import { groundTruthOf } from '../ground-truth.ts'
import type { Plant } from '../plants.ts'
import { plantsOverDays } from '../plants-over-days.ts'
import { collectFeed, feedSettings, HOUR_MS, START } from '../testing/collect-feed.ts'
import { judgeNaively } from '../testing/judge-naively.ts'
import { DEMO_STORIES, STORIES } from './catalogue.ts'

/** Windows as small as a sliding window of twelve slides may be. */
const SMALL_WINDOWS = { windowShare: 11 / 12 }
/** Detectors that the naive judge knows, all of them with a story in the demo. */
const DEMO_DETECTORS = [
  'voice-on-data-card',
  'sms-on-data-card',
  'sms-on-voice-disabled-card',
  'data-over-quota',
  'general-data-over-100mb',
  'imei-change',
  'call-rate',
  'call-burst',
  'stranger-burst',
  'dispersed-one-way-caller',
  'calls-outside-hours',
  'repeat-same-callee',
  'sms-flood',
  'dormant-wake',
  'unregistered-card',
]

/** Those that only a run of days has stories for. */
const OTHER_DETECTORS = [
  'peer-not-allowed',
  'data-on-voice-card',
  'inbound-only-calls-out',
  'undirected-access',
  'human-internet-apps',
  'test-period-abuse',
  'calls-without-licence',
  'use-after-stop',
  'call-volume-day',
  'repeated-overuse',
  'high-usage',
  'new-card-rush',
  'session-storm',
  'many-callees',
  'callee-dispersion',
  'one-way-caller',
  'few-calls-per-contact',
  'sms-dispersion',
  'one-way-contact',
  'sequential-dialling',
  'high-cost-destination',
  'code-receiver',
  'undeclared-telesales',
  'short-calls',
  'machine-dialling',
  'low-answer-rate',
  'wangiri-caller',
  'concurrent-calls',
  'sim-box-pattern',
  'used-in-phone',
  'many-devices',
  'many-devices-week',
  'high-risk-device',
  'high-risk-cell',
  'high-risk-region',
  'region-fence',
  'roaming-not-allowed',
  'region-jump',
  'impossible-travel',
  'data-spike',
  'own-baseline-shift',
  'repeat-offender',
  'device-with-many-sims',
  'cloned-imei',
  'callee-bombing',
  'called-after-refusal',
  'pool-exhaustion',
  'batch-surge',
  'card-rotation',
]

test('every detector has a story', () => {
  const expectedOf = (stories: typeof STORIES) =>
    [...new Set(stories.flatMap(({ expected }) => expected))].sort()
  expect(expectedOf(DEMO_STORIES)).toEqual(DEMO_DETECTORS.toSorted())
  expect(expectedOf(STORIES)).toEqual([...DEMO_DETECTORS, ...OTHER_DETECTORS].sort())
})

test('every story in this folder is listed under its file name', () => {
  const files = readdirSync(import.meta.dirname).map((name) => name.replace('.ts', ''))
  const notStories = new Set([
    'story',
    'strength',
    'catalogue',
    'calling-detectors',
    'change-devices',
    'go-away',
    'in-one-device',
    'last-use',
    'make-calls',
    'move-card',
    'on-days',
    'plan-hours',
    'take-codes',
    'use-up-data',
  ])
  const names = files.filter((name) => !name.endsWith('.test') && !notStories.has(name))
  expect(STORIES.map(({ id }) => id).sort()).toEqual(names.sort())
})

describe.each([
  { name: 'in the demo', settings: { cards: 0, plantsPerStory: 3 } },
  { name: 'with another seed', settings: { cards: 0, seed: 77, plantsPerStory: 3 } },
  { name: 'over a day and its midnight', settings: { cards: 0, seed: 5, hours: 26 } },
  {
    name: 'when Unicom begins a new month',
    settings: { cards: 0, seed: 6, startAt: START + 16.5 * 24 * HOUR_MS, hours: 10 },
  },
])('$name', ({ settings }) => {
  const { truths, byCard } = collectFeed(feedSettings(settings))

  test.each(DEMO_STORIES.map(({ id }) => id))('%s crosses its limits and no others', (id) => {
    const planted = truths.filter(({ story }) => story === id)
    expect(planted.length).toBeGreaterThan(0)
    for (const truth of planted) {
      const card = byCard.get(truth.iccid)
      if (!card) throw new Error('a planted card did nothing')
      const findings = judgeNaively(card, SMALL_WINDOWS)
      const detectors = new Set(findings.map(({ detector }) => detector))
      const expectedOnes = findings.filter(({ detector }) => truth.expected.includes(detector))
      expect([...detectors]).toEqual(expect.arrayContaining([...truth.expected]))
      expect([...truth.expected, ...truth.incidental]).toEqual(
        expect.arrayContaining([...detectors]),
      )
      expect(new Set(expectedOnes.map(({ tippedBy }) => tippedBy))).toEqual(
        new Set(truth.tippingEventIds),
      )
      expect(expectedOnes.every(({ basis }) => basis === truth.basis)).toBe(true)
    }
  })
})

describe('over days', () => {
  const settings = {
    seed: 3,
    startAt: START - 8 * HOUR_MS,
    days: 18,
    copies: () => 1,
    stories: STORIES,
  }
  const plants = plantsOverDays(settings)
  const named = plants.map((plant) => ({ name: `${plant.story.id}, ${plant.strength}`, plant }))

  test.each(named)('$name is whole', ({ plant }) => {
    const { events, cards, contracts, story, strength } = plant
    const ids = events.map(({ usage }) => usage.eventId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const profile of [...cards.map((card) => card.profile), ...contracts])
      Profile.parse(cardEventProfile(profile))
    for (const { usage, card } of events) {
      Usage.parse(cardEventForm(card, usage))
      expect(usage.eventTime).toBeLessThan(settings.startAt + settings.days * DAY_MS)
    }
    const tipping = events.filter(({ tips }) => tips)
    if (strength === 'below') expect(tipping).toEqual([])
    else if (!STORIES_OF_HABIT.has(story.id)) expect(tipping.length).toBeGreaterThan(0)
  })

  test('each card is another one', () => {
    const iccids = plants.flatMap(({ cards }) => cards.map(({ profile }) => profile.iccid))
    expect(new Set(iccids).size).toBe(iccids.length)
  })

  test('what is just below is expected to be quiet, and nothing else is', () => {
    for (const plant of plants) {
      const { expected, quiet } = groundTruthOf(plant)
      const isBelow = plant.strength === 'below'
      expect(expected).toEqual(isBelow ? [] : plant.story.expected)
      expect(quiet).toEqual(isBelow ? plant.story.expected : undefined)
    }
  })

  test.each(named)(
    '$name crosses what it says of the limits that are easily checked',
    ({ plant }) => {
      const { expected, incidental } = plant.story
      const found = new Set(plant.cards.flatMap((card) => naivelyFound(plant, card.number)))
      const below = new Set<string>(plant.strength === 'below' ? expected : [])
      const isKnown = (detector: string) =>
        DEMO_DETECTORS.includes(detector) && !BEYOND_THE_NAIVE.has(plant.story.id)
      for (const detector of found) expect([...expected, ...incidental]).toContain(detector)
      if (plant.strength === 'below') expect([...found].filter((one) => below.has(one))).toEqual([])
      else expect([...found]).toEqual(expect.arrayContaining(expected.filter(isKnown)))
    },
  )
})

/** The naive judge knows their detector, but not this side of it. */
const BEYOND_THE_NAIVE = new Set(['sms-flood-iot', 'dormant-wake-moved'])
/** Where the card's own days decide when it is too much. */
const STORIES_OF_HABIT = new Set(['data-spike', 'own-baseline-shift'])

function naivelyFound({ cards, events }: Plant, number: string): readonly string[] {
  const card = cards.find((each) => each.number === number)
  const usage = events.filter((event) => event.card === card).map((event) => event.usage)
  usage.sort((left, right) => left.eventTime - right.eventTime)
  const profile = card?.hasProfile ? card.profile : null
  return judgeNaively({ profile, usage }, SMALL_WINDOWS).map(({ detector }) => detector)
}
