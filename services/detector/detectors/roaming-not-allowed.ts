import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * Use in a foreign network or a closed region without roaming in the contract: `plmnForeign.1d >
 * eventsPerDay`, and `hoursAway.last` above the policy's grace to warn, above `hoursAway` to act.
 * Foreign masts reach over the border, so a card must have been away for hours.
 */
export const roamingNotAllowed = defineDetector({
  id: 'roaming-not-allowed',
  version: 1,
  family: 'device',
  basis: 'hardBreach',
  exceptionId: 'UNEXPECTED_UE_LOCATION',
  requirement: 'LAW-3',
  features: ['plmnForeign.1d', 'hoursAway.last'],
  settings: z.strictObject({
    eventsPerDay: Limit,
    hoursAway: z.strictObject({ act: z.number().nonnegative() }),
  }),
  alternatives: ({ policy: { regionGraceHours } }, { eventsPerDay, hoursAway }) => [
    {
      when: [
        above('plmnForeign.1d', eventsPerDay, { contract: 'regions' }),
        above('hoursAway.last', { warn: regionGraceHours, ...hoursAway }),
      ],
      say: ([events, hours = 0]) => ({
        en: `Used ${events} time(s) within a day in foreign networks or closed regions without roaming, ${Math.floor(hours)} hours after the first`,
        zh: `未开通漫游，一天内在境外网络或限制地区使用 ${events} 次，离开归属地已 ${Math.floor(hours)} 小时`,
      }),
    },
  ],
})
