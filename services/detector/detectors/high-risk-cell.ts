import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/** Use in a cell that the policy lists as one of confirmed fraud: `cellListed.7d > maximumEvents`. */
export const highRiskCell = defineDetector({
  id: 'high-risk-cell',
  version: 1,
  family: 'device',
  basis: 'statistical',
  exceptionId: 'UNEXPECTED_UE_LOCATION',
  requirement: 'LAW-2',
  features: ['cellListed.7d'],
  settings: z.strictObject({ maximumEvents: Limit }),
  alternatives: (_card, { maximumEvents }) => [
    {
      when: [above('cellListed.7d', maximumEvents)],
      say: ([events]) => ({
        en: `Used ${events} time(s) within a week in a cell that is listed for fraud`,
        zh: `一周内在涉案基站使用 ${events} 次`,
      }),
    },
  ],
})
