import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { busiestCards, callsWithin, subtotalsWithin, usualHour } from '../group/hourly-calls.ts'
import { defineGroupDetector, exceeds, type Sight, supports, timesLimit } from './group-detector.ts'

const HOUR_MS = 3_600_000

/**
 * A batch or all cards of a reseller begin to call at once:
 * `callsOutgoing.1h > timesMedian × hourMedian.14days`, and at least `minimumCalls`. The median is of
 * hours with calls; before there are `minimumHours` of those there is none.
 */
export const batchSurge = defineGroupDetector({
  id: 'batch-surge',
  version: 1,
  exceptionId: 'UNEXPECTED_LARGE_RATE_FLOW',
  basis: 'statistical',
  requirement: 'LAW-5',
  kinds: ['batch', 'reseller'],
  windows: [],
  quietMs: HOUR_MS,
  bucketMs: HOUR_MS,
  classes: (sight) =>
    subtotalsWithin(sight.state.memory, hourAt(sight)).map(({ cardClass }) => cardClass),
  settings: z.strictObject({
    timesMedian: Limit,
    minimumCalls: z.number().positive(),
    minimumHours: z.int().positive().default(24),
  }),
  alternatives(sight, { timesMedian, minimumCalls, minimumHours }) {
    const span = hourAt(sight)
    const usual = usualHour(sight.state, span.start)
    if (usual.hours < minimumHours) return []
    const calls = {
      feature: 'callsOutgoing.1h',
      observed: callsWithin(sight.state, span),
      span,
    }
    const { median, spread, days } = usual
    const limit = timesLimit(timesMedian, median)
    return [
      {
        when: [
          exceeds(calls, limit, { baseline: { median, spread, days } }),
          supports(calls, minimumCalls),
        ],
        members: busiestCards(sight.state, span),
        say: ([count]) => ({
          en: `${count} outgoing calls in one hour, usually ${median}`,
          zh: `一小时内主叫 ${count} 次，平时为 ${median} 次`,
        }),
      },
    ]
  },
})

function hourAt({ at }: Sight) {
  const start = Math.floor(at / HOUR_MS) * HOUR_MS
  return { start, end: start + HOUR_MS }
}
