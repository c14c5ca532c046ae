import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, atLeast, defineDetector } from './detector.ts'

/**
 * Calls of a card that was in a listed region or country: `regionListed.7d > maximumEvents` with
 * `callsOutgoing.7d >= minimumCalls`. Most who live there do nothing wrong, so the place alone says
 * nothing.
 */
export const highRiskRegion = defineDetector({
  id: 'high-risk-region',
  version: 1,
  family: 'device',
  basis: 'statistical',
  exceptionId: 'UNEXPECTED_UE_LOCATION',
  requirement: 'LAW-15',
  features: ['regionListed.7d', 'callsOutgoing.7d'],
  settings: z.strictObject({ maximumEvents: Limit, minimumCalls: z.int().positive() }),
  alternatives: (_card, { maximumEvents, minimumCalls }) => [
    {
      when: [above('regionListed.7d', maximumEvents), atLeast('callsOutgoing.7d', minimumCalls)],
      say: ([events, calls]) => ({
        en: `Used ${events} time(s) within a week in a listed region, with ${calls} outgoing calls`,
        zh: `一周内在高危地区使用 ${events} 次，主叫 ${calls} 次`,
      }),
    },
  ],
})
