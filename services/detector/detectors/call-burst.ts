import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/** A burst no person makes: `callsOutgoing.5m > callsPer5Minutes`. */
export const callBurst = defineDetector({
  id: 'call-burst',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
  requirement: 'DIANXIAO-5',
  features: ['callsOutgoing.5m'],
  settings: z.strictObject({ callsPer5Minutes: Limit }),
  alternatives: (_card, { callsPer5Minutes }) => [
    {
      when: [above('callsOutgoing.5m', callsPer5Minutes)],
      say: ([calls]) => ({
        en: `${calls} outgoing calls within 5 minutes`,
        zh: `5 分钟内主叫 ${calls} 次`,
      }),
    },
  ],
})
