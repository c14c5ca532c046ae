import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * Usage of a card whose contract nobody has told, beyond the grace that a card sold today needs:
 * `usageUnprofiled.1d > maximumEvents`.
 */
export const unregisteredCard = defineDetector({
  id: 'unregistered-card',
  version: 1,
  family: 'contract',
  basis: 'hardBreach',
  exceptionId: 'SW_REGISTER',
  requirement: 'MIIT-10/9',
  features: ['usageUnprofiled.1d'],
  settings: z.strictObject({ maximumEvents: Limit }),
  alternatives: (_card, { maximumEvents }) => [
    {
      when: [above('usageUnprofiled.1d', maximumEvents)],
      say: ([records]) => ({
        en: `${records} usage record(s) within a day of a card without a profile`,
        zh: `无档案卡一天内有 ${records} 条使用记录`,
      }),
    },
  ],
})
