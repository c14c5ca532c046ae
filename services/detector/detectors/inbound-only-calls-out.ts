import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * Calls of a number that its contract has for incoming calls only, such as a service line:
 * `inboundOnlyCalls.lifetime > maximumCalls`.
 */
export const inboundOnlyCallsOut = defineDetector({
  id: 'inbound-only-calls-out',
  version: 1,
  family: 'contract',
  basis: 'hardBreach',
  exceptionId: 'SW_CONTRACT',
  requirement: 'LAW-18',
  scope: 'profile',
  features: ['inboundOnlyCalls.lifetime'],
  settings: z.strictObject({ maximumCalls: Limit }),
  alternatives: (_card, { maximumCalls }) => [
    {
      when: [above('inboundOnlyCalls.lifetime', maximumCalls, { contract: 'functions' })],
      say: ([calls]) => ({
        en: `${calls} outgoing call(s) on a card that its contract has for incoming calls only`,
        zh: `合同限定仅呼入的卡主叫 ${calls} 次`,
      }),
    },
  ],
})
