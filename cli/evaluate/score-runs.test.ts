import { describe, expect, test } from 'vitest'
import type { GroundTruth } from '../../services/simulator/ground-truth.ts'
import type { FoundAlert } from './judge-records.ts'
import type { Run } from './judgements.ts'
import type { KnownPlant } from './scenario.ts'
import { scoreRuns } from './score-runs.ts'

const MINUTE_MS = 60_000

function plant(fields: Partial<GroundTruth>, crossedAt: number | null = 0): KnownPlant {
  const truth = {
    iccid: 'thief',
    story: 'call-rate',
    expected: ['call-rate'],
    incidental: ['many-callees'],
    basis: 'statistical',
    from: 0,
    until: 1,
    tippingEventIds: [],
    strength: 'clear',
    ...fields,
  } as const
  return { truth, crossedAt }
}

/** Just below the limits. */
function near(iccid: string): KnownPlant {
  return plant({ iccid, strength: 'below', expected: [], quiet: ['call-rate'] }, null)
}

function innocent(iccid: string, kind = 'teacher'): KnownPlant {
  const { strength: _, ...truth } = plant({ iccid, expected: [], incidental: [] }).truth
  return { truth: { ...truth, innocent: kind }, crossedAt: null }
}

function alert(fields: Partial<FoundAlert> = {}): FoundAlert {
  const { iccid = 'thief', group = null } = fields
  const subject = { iccid: group ? null : iccid, group, members: fields.members ?? [] }
  return { detector: 'call-rate', mode: 'live', openedAt: 0, ...fields, ...subject }
}

function run(known: readonly KnownPlant[], alerts: readonly FoundAlert[]): Run {
  return { known, alerts, normalCards: 100, days: 10 }
}

function score(known: readonly KnownPlant[], alerts: readonly FoundAlert[]) {
  const [result, ...others] = scoreRuns([run(known, alerts)]).detectors
  if (!result) throw new Error('no detector was scored')
  return { ...result, others }
}

describe('a detector', () => {
  test('has found what it alerted of what was planted for it', () => {
    const known = [plant({}), plant({ iccid: 'second' })]
    expect(score(known, [alert()]).recall).toEqual({ planted: 2, found: 1, share: 0.5 })
  })

  test('is told apart by strength, and what is just below is no part of its recall', () => {
    const known = [
      plant({ strength: 'blatant' }),
      plant({ iccid: 'b', strength: 'above' }),
      near('c'),
    ]
    const { recall, byStrength } = score(known, [alert()])
    expect(recall).toEqual({ planted: 2, found: 1, share: 0.5 })
    expect(byStrength.blatant.share).toBe(1)
    expect(byStrength.above.share).toBe(0)
    expect(byStrength.below).toEqual({ planted: 1, found: 0, share: 0 })
    expect(byStrength.clear.share).toBeNull()
  })

  test('is wrong below its limit, on look-alikes, on normal cards and on other misuse', () => {
    const other = plant({
      iccid: 'other',
      story: 'sms-flood',
      expected: ['sms-flood'],
      incidental: [],
    })
    const known = [plant({}), near('near'), innocent('innocent'), other]
    const alerts = ['thief', 'near', 'innocent', 'other', 'nobody'].map((iccid) => alert({ iccid }))
    const { wrong, precision, byStrength } = score(known, alerts)
    expect(wrong).toEqual({ normal: 1, lookAlike: 1, below: 1, planted: 1 })
    expect(precision).toBe(0.2)
    expect(byStrength.below.share).toBe(1)
  })

  test('is neither right nor wrong where a story says that it may alert', () => {
    const alerts = [alert(), alert({ detector: 'many-callees' })]
    const { others } = score([plant({})], alerts)
    expect(others).toMatchObject([
      { detector: 'many-callees', precision: null, recall: { planted: 0 } },
    ])
  })

  test('has its false alarms counted by episode, its precision by card', () => {
    const alerts = [1, 2, 3].map((openedAt) => alert({ iccid: 'nobody', openedAt }))
    const { falseAlarms, wrong } = score([plant({})], alerts)
    expect(falseAlarms).toEqual({ live: 3, shadow: 0 })
    expect(wrong.normal).toBe(1)
  })

  test('has false alarms in shadow apart from live ones, per 1,000 normal cards and day', () => {
    const alerts = [alert({ iccid: 'a' }), alert({ iccid: 'b', mode: 'shadow' })]
    const { falseAlarms } = score([], [...alerts, alert({ iccid: 'c', mode: 'shadow' })])
    expect(falseAlarms).toEqual({ live: 1, shadow: 2 })
  })

  test('is timed from the record that crosses to its first alert', () => {
    const known = [
      plant({}, 10 * MINUTE_MS),
      plant({ iccid: 'b' }, 10 * MINUTE_MS),
      plant({ iccid: 'c' }, 10 * MINUTE_MS),
    ]
    const { minutesToDetect } = score(known, [
      alert({ openedAt: 90 * MINUTE_MS }),
      alert({ openedAt: 14 * MINUTE_MS }),
      alert({ iccid: 'b', openedAt: 30 * MINUTE_MS }),
      alert({ iccid: 'c', openedAt: 5 * MINUTE_MS }),
    ])
    expect(minutesToDetect).toEqual({ median: 4, p90: 20 })
  })

  test('has no time where nobody can tell when a limit is crossed', () => {
    const { minutesToDetect } = score([plant({}, null)], [alert()])
    expect(minutesToDetect).toEqual({ median: null, p90: null })
  })
})

describe('a group', () => {
  const box = { kind: 'imei', id: '86999031000001' } as const
  const boxed = plant({ expected: ['device-with-many-sims'], members: ['a', 'b'], group: box })

  test('is found by an alert of the group, not by one of its members', () => {
    const detector = 'device-with-many-sims'
    expect(score([boxed], [alert({ detector, group: box })]).recall.found).toBe(1)
    expect(score([boxed], [alert({ detector, iccid: 'a' })]).recall.found).toBe(0)
  })

  test('has members whose own alerts belong to its story', () => {
    const alerts = [alert({ detector: 'many-callees', iccid: 'b' })]
    const { others } = score([boxed], alerts)
    expect(others).toMatchObject([{ detector: 'many-callees', wrong: { planted: 0, normal: 0 } }])
  })

  test('of another kind with the same cards in it counts for what they did', () => {
    const group = { kind: 'reseller', id: 'mvno-7' }
    const ofPlant = alert({ detector: 'many-callees', group, members: ['x', 'b'] })
    const ofOthers = alert({ detector: 'many-callees', group, members: ['x'] })
    expect(score([boxed], [ofPlant]).others).toMatchObject([{ wrong: { normal: 0 } }])
    expect(score([boxed], [ofOthers]).others).toMatchObject([{ wrong: { normal: 1 } }])
  })
})

test('look-alikes are counted by kind, with the detectors that fell for them', () => {
  const known = [innocent('a'), innocent('b'), innocent('c', 'courier')]
  const alerts = [
    alert({ iccid: 'a' }),
    alert({ iccid: 'a', mode: 'shadow', detector: 'many-callees' }),
    alert({ iccid: 'b', mode: 'shadow', detector: 'many-callees' }),
  ]
  expect(scoreRuns([run(known, alerts)]).lookAlikes).toEqual([
    {
      kind: 'teacher',
      cards: 2,
      live: 1,
      shadow: 2,
      detectors: [
        ['many-callees', 2],
        ['call-rate', 1],
      ],
    },
    { kind: 'courier', cards: 1, live: 0, shadow: 0, detectors: [] },
  ])
})

test('runs add up: the same card of another run is another one', () => {
  const one = run([plant({})], [alert(), alert({ iccid: 'nobody' })])
  const { detectors, totals } = scoreRuns([one, one])
  expect(detectors).toMatchObject([{ recall: { planted: 2, found: 2 }, wrong: { normal: 2 } }])
  expect(totals.normalCardDays).toBe(2_000)
})

test('what the policy does not have is told, not counted as missed', () => {
  const evaluation = scoreRuns([run([plant({})], [])], () => false)
  expect(evaluation).toMatchObject({ absent: ['call-rate'], detectors: [], misses: [] })
  expect(evaluation.totals.plants.planted).toBe(0)
})

test('misses name the story and strength; what is found below is one as well', () => {
  const known = [plant({}), plant({ iccid: 'b' }), near('c')]
  const { misses } = scoreRuns([run(known, [alert(), alert({ iccid: 'c' })])])
  const story = { story: 'call-rate', detector: 'call-rate' }
  expect(misses).toEqual([
    { ...story, strength: 'clear', planted: 2, found: 1 },
    { ...story, strength: 'below', planted: 1, found: 1 },
  ])
})

test('recall against strength keeps breaches of contract apart from the rest', () => {
  const known = [plant({}), plant({ iccid: 'b', basis: 'hardBreach' })]
  const clear = scoreRuns([run(known, [alert()])]).strengths.find((one) => one.strength === 'clear')
  expect(clear).toMatchObject({
    statistical: { planted: 1, found: 1 },
    hardBreach: { planted: 1, found: 0 },
  })
})
