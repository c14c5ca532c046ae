import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * Use outside the regions of the contract: `regionMismatches.1d > eventsPerDay`, and `hoursAway.last`
 * above the policy's grace to warn, above `hoursAway` to act. Cells at a border flap all day, so a
 * card must have been away for hours.
 */
export const regionFence = defineDetector({
  id: 'region-fence',
  version: 1,
  family: 'device',
  basis: 'hardBreach',
  exceptionId: 'UNEXPECTED_UE_LOCATION',
  requirement: 'LAW-3',
  features: ['regionMismatches.1d', 'hoursAway.last'],
  settings: z.strictObject({
    eventsPerDay: Limit,
    hoursAway: z.strictObject({ act: z.number().nonnegative() }),
  }),
  alternatives: ({ policy: { regionGraceHours } }, { eventsPerDay, hoursAway }) => [
    {
      when: [
        above('regionMismatches.1d', eventsPerDay, { contract: 'regions' }),
        above('hoursAway.last', { warn: regionGraceHours, ...hoursAway }),
      ],
      say: ([events, hours = 0]) => ({
        en: `Used ${events} time(s) within a day outside the contract's regions, ${Math.floor(hours)} hours after the first`,
        zh: `一天内在合同区域外使用 ${events} 次，离开合同区域已 ${Math.floor(hours)} 小时`,
      }),
    },
  ],
})
