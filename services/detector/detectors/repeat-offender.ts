import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * A card of which live alerts of medium severity or more are told day after day: `alertDays.30d >
 * alertDaysPer30Days`. It is made of other detectors' alerts, so its own are not counted.
 */
export const repeatOffender = defineDetector({
  id: 'repeat-offender',
  version: 1,
  family: 'history',
  basis: 'statistical',
  exceptionId: 'SW_REGISTER',
  requirement: 'LAW-15',
  features: ['alertDays.30d'],
  settings: z.strictObject({ alertDaysPer30Days: Limit }),
  alternatives: (_card, { alertDaysPer30Days }) => [
    {
      when: [above('alertDays.30d', alertDaysPer30Days)],
      say: ([days]) => ({
        en: `Live alerts on ${days} days of the last 30`,
        zh: `近 30 天内有 ${days} 天触发有效告警`,
      }),
    },
  ],
})
