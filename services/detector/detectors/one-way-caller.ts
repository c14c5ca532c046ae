import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { percent } from '../domain/percent.ts'
import { above, atLeast, atMost, defineDetector } from './detector.ts'

/**
 * Calls nearly only out: `callerRatio.7d > callerRatio`, with `callsOutgoing.7d >= minimumCalls`.
 * A card that nobody calls at all has no ratio worth the name, and needs `callsOutgoing.7d >
 * callsWithoutIncoming`. Weak alone: on a public table of a carrier's users 17 % of normal people
 * were above the ratio. Says nothing while a feed carries no incoming calls.
 */
export const oneWayCaller = defineDetector({
  id: 'one-way-caller',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_CONTACTS',
  requirement: 'LAW-2',
  feedNeed: 'carriesIncoming',
  features: ['callsOutgoing.7d', 'callsIncoming.7d', 'callerRatio.7d'],
  settings: z.strictObject({
    callerRatio: Limit,
    minimumCalls: z.int().positive(),
    callsWithoutIncoming: Limit,
  }),
  alternatives: (_card, { callerRatio, minimumCalls, callsWithoutIncoming }) => [
    {
      when: [
        atLeast('callsOutgoing.7d', minimumCalls),
        atLeast('callsIncoming.7d', 1),
        above('callerRatio.7d', callerRatio, { scale: 'ratio' }),
      ],
      say: ([calls, _incoming, ratio = 0]) => ({
        en: `${calls} outgoing calls in 7 days, ${percent(ratio)} of the card's calls`,
        zh: `7 天内主叫 ${calls} 次，主叫占比 ${percent(ratio)}`,
      }),
    },
    {
      when: [above('callsOutgoing.7d', callsWithoutIncoming), atMost('callsIncoming.7d', 0)],
      say: ([calls]) => ({
        en: `${calls} outgoing calls in 7 days, and none came in`,
        zh: `7 天内主叫 ${calls} 次，没有任何来电`,
      }),
    },
  ],
})
