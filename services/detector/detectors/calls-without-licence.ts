import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * Calls of a telesales card whose contract names no telecom licence, or one that is over:
 * `callsUnlicensed.lifetime > maximumCalls`. The law asks it of who calls for others; of the rest it
 * is the carrier's own term, so a person decides.
 */
export const callsWithoutLicence = defineDetector({
  id: 'calls-without-licence',
  version: 1,
  family: 'contract',
  basis: 'hardBreach',
  exceptionId: 'SW_REGISTER',
  requirement: 'DIANXIAO-2',
  scope: 'profile',
  features: ['callsUnlicensed.lifetime'],
  settings: z.strictObject({ maximumCalls: Limit }),
  alternatives: (_card, { maximumCalls }) => [
    {
      when: [above('callsUnlicensed.lifetime', maximumCalls, { contract: 'plan' })],
      say: ([calls]) => ({
        en: `${calls} outgoing call(s) without a licence in force`,
        zh: `无有效许可主叫 ${calls} 次`,
      }),
    },
  ],
})
