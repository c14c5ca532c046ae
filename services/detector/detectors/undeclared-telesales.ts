import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { percent } from '../domain/percent.ts'
import { above, atLeast, defineDetector } from './detector.ts'

/**
 * An ordinary card that sells by telephone: one-way and dispersed as in `dispersed-one-way-caller`
 * (`peerDispersion.7d > dispersion`, `callerRatio.7d > callerRatio`, `callsOutgoing.7d >=
 * minimumCalls`), and `callsOutgoing.day > callsPerDay`.
 */
export const undeclaredTelesales = defineDetector({
  id: 'undeclared-telesales',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_CONTACTS',
  requirement: 'DIANXIAO-14',
  scope: 'day',
  feedNeed: 'carriesIncoming',
  features: ['callsOutgoing.day', 'callsOutgoing.7d', 'callerRatio.7d', 'peerDispersion.7d'],
  settings: z.strictObject({
    callsPerDay: Limit,
    dispersion: Limit,
    callerRatio: Limit,
    minimumCalls: z.int().positive(),
  }),
  alternatives: (_card, { callsPerDay, dispersion, callerRatio, minimumCalls }) => [
    {
      when: [
        above('callsOutgoing.day', callsPerDay),
        atLeast('callsOutgoing.7d', minimumCalls),
        above('callerRatio.7d', callerRatio, { scale: 'ratio' }),
        above('peerDispersion.7d', dispersion, { scale: 'ratio' }),
      ],
      say: ([calls, _week, caller = 0, spread = 0]) => ({
        en: `${calls} outgoing calls in a day; in 7 days ${percent(caller)} of the card's calls went out, to nearly as many numbers (${percent(spread)})`,
        zh: `一天内主叫 ${calls} 次，7 天内主叫占比 ${percent(caller)}，被叫离散度 ${percent(spread)}，疑似未申报电销`,
      }),
    },
  ],
})
