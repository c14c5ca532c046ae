import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * Too many calls day after day: `daysOver.7d > daysInARow`, days in a row on which
 * `call-volume-day` found something, in shadow or not. Blind where that is off or snoozed.
 */
export const repeatedOveruse = defineDetector({
  id: 'repeated-overuse',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
  requirement: 'DIANXIAO-5',
  features: ['daysOver.7d'],
  settings: z.strictObject({ daysInARow: Limit }),
  alternatives: (_card, { daysInARow }) => [
    {
      when: [above('daysOver.7d', daysInARow)],
      say: ([days]) => ({
        en: `Too many outgoing calls on ${days} days in a row`,
        zh: `连续 ${days} 天主叫超频`,
      }),
    },
  ],
})
