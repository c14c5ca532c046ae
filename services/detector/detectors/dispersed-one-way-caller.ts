import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { percent } from '../domain/percent.ts'
import { above, atLeast, defineDetector } from './detector.ts'

/**
 * Calls nearly only out, nearly each to another number: `peerDispersion.7d > dispersion` and
 * `callerRatio.7d > callerRatio`, with `callsOutgoing.7d >= minimumCalls`. Measured on a public
 * table of a carrier's users; says nothing while a feed carries no incoming calls.
 */
export const dispersedOneWayCaller = defineDetector({
  id: 'dispersed-one-way-caller',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_CONTACTS',
  requirement: 'DIANXIAO-5',
  feedNeed: 'carriesIncoming',
  features: ['peerDispersion.7d', 'callerRatio.7d', 'callsOutgoing.7d'],
  settings: z.strictObject({
    dispersion: Limit,
    callerRatio: Limit,
    minimumCalls: z.int().positive(),
  }),
  alternatives: (_card, { dispersion, callerRatio, minimumCalls }) => [
    {
      when: [
        atLeast('callsOutgoing.7d', minimumCalls),
        above('callerRatio.7d', callerRatio, { scale: 'ratio' }),
        above('peerDispersion.7d', dispersion, { scale: 'ratio' }),
      ],
      say: ([calls, caller = 0, spread = 0]) => ({
        en: `${calls} outgoing calls in 7 days, ${percent(caller)} of the card's calls, to nearly as many numbers (${percent(spread)})`,
        zh: `7 天内主叫 ${calls} 次，被叫离散度 ${percent(spread)}，主叫占比 ${percent(caller)}`,
      }),
    },
  ],
})
