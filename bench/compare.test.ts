import { expect, test } from 'vitest'
import { compare, ratesOf, verdictOf } from './compare.ts'
import type { Run } from './measure.ts'

const run = (fields: Partial<Run>): Run => ({
  side: 'peer',
  round: 1,
  records: 1_000,
  wallSeconds: 2,
  cpuSeconds: 4,
  peakRssBytes: 0,
  coresBusy: 0,
  ...fields,
})

test('rates are those of all rounds together, not the mean of their rates', () => {
  const slow = run({ wallSeconds: 8, cpuSeconds: 16 })
  expect(ratesOf([run({}), slow])).toEqual({ perSecond: 200, perCpuSecond: 100 })
})

test('the ratio is ours by theirs, though they read more records', () => {
  const runs = [run({ records: 5_000 }), run({ side: 'subject', wallSeconds: 5, cpuSeconds: 8 })]
  expect(compare(runs)).toEqual({
    peer: { perSecond: 2_500, perCpuSecond: 1_250 },
    subject: { perSecond: 200, perCpuSecond: 125 },
    ratio: { perSecond: 0.08, perCpuSecond: 0.1 },
  })
})

test.each([
  [0.4999, 'missed'],
  [0.5, 'met'],
  [0.6999, 'met'],
  [0.7, 'stretch'],
])('a ratio of %d is %s', (perCpuSecond, verdict) => {
  const comparison = { ...compare([]), ratio: { perSecond: 9, perCpuSecond } }
  expect(verdictOf(comparison, { goal: 0.5, stretch: 0.7 })).toBe(verdict)
})
