import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, atLeast, defineDetector } from './detector.ts'

/**
 * Many more calls in a day than the card's own usual day: `callsShift.14days > robustZ`, the distance
 * from the median in robust spreads, with `callsOutgoing.day >= minimumCalls` and `daysSeen.14days >=
 * minimumDays`. It sees the same evening of calls that the calling detectors see, so it is one signal
 * with them.
 */
export const ownBaselineShift = defineDetector({
  id: 'own-baseline-shift',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'UNEXPECTED_LARGE_RATE_FLOW',
  requirement: 'LAW-5',
  scope: 'day',
  features: ['callsOutgoing.day', 'daysSeen.14days', 'callsShift.14days'],
  settings: z.strictObject({
    robustZ: Limit,
    minimumCalls: Limit,
    minimumDays: z.int().positive(),
  }),
  alternatives: (_card, { robustZ, minimumCalls, minimumDays }) => [
    {
      when: [
        atLeast('callsOutgoing.day', minimumCalls),
        atLeast('daysSeen.14days', minimumDays),
        above('callsShift.14days', robustZ, { baseline: 'callsOutgoing' }),
      ],
      say: ([calls, days, shift = 0]) => ({
        en: `${calls} outgoing calls in a day, ${shift.toFixed(1)} spreads above the median of ${days} days`,
        zh: `一天内主叫 ${calls} 次，高于前 ${days} 天中位数 ${shift.toFixed(1)} 个离差`,
      }),
    },
  ],
})
