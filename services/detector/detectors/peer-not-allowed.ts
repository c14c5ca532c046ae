import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * Calls and messages to parties that the contract does not list: `peersNotAllowed.lifetime >
 * maximumEvents`. Only cards whose contract lists anybody; platforms and short codes are nobody's
 * breach.
 */
export const peerNotAllowed = defineDetector({
  id: 'peer-not-allowed',
  version: 1,
  family: 'contract',
  basis: 'hardBreach',
  exceptionId: 'WRONG_DESTINATION_ADDRESS',
  requirement: 'MIIT-10/1',
  scope: 'profile',
  features: ['peersNotAllowed.lifetime'],
  settings: z.strictObject({ maximumEvents: Limit }),
  alternatives: (_card, { maximumEvents }) => [
    {
      when: [above('peersNotAllowed.lifetime', maximumEvents, { contract: 'peers' })],
      say: ([events]) => ({
        en: `${events} call(s) or message(s) to numbers that the contract does not list`,
        zh: `向合同白名单以外的号码呼叫或发送短信 ${events} 次`,
      }),
    },
  ],
})
