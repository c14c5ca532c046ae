import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { collectFeed, feedSettings, HOUR_MS, START } from '../testing/collect-feed.ts'
import { judgeNaively } from '../testing/judge-naively.ts'
import { STORIES } from './catalogue.ts'

/** Windows as small as a sliding window of twelve slides may be. */
const SMALL_WINDOWS = { windowShare: 11 / 12 }
/** The detectors that this issue builds. */
const DETECTORS = [
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

test('every detector has a story', () => {
  const expected = new Set(STORIES.flatMap((story) => story.expected))
  expect([...expected].sort()).toEqual(DETECTORS.toSorted())
})

test('every story in this folder is listed under its file name', () => {
  const files = readdirSync(import.meta.dirname).map((name) => name.replace('.ts', ''))
  const notStories = new Set([
    'story',
    'catalogue',
    'last-use',
    'move-card',
    'plan-hours',
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

  test.each(STORIES.map(({ id }) => id))('%s crosses its limits and no others', (id) => {
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
