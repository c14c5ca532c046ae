import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/** Use in a device that the policy lists as one of confirmed fraud: `deviceListed.7d > maximumEvents`. */
export const highRiskDevice = defineDetector({
  id: 'high-risk-device',
  version: 1,
  family: 'device',
  basis: 'statistical',
  exceptionId: 'SW_DEVICE',
  requirement: 'LAW-6',
  features: ['deviceListed.7d'],
  settings: z.strictObject({ maximumEvents: Limit }),
  alternatives: (_card, { maximumEvents }) => [
    {
      when: [above('deviceListed.7d', maximumEvents)],
      say: ([events]) => ({
        en: `Used ${events} time(s) within a week in a device that is listed for fraud`,
        zh: `一周内在涉案终端中使用 ${events} 次`,
      }),
    },
  ],
})
