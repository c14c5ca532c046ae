import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * More calls in an hour than a person makes: `callsOutgoing.1h > callsPerHour`, and to act also
 * `peersDistinct.1h > calleesPerHour`, since redialling one busy number is no fan-out.
 */
export const callRate = defineDetector({
  id: 'call-rate',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
  requirement: 'DIANXIAO-5',
  features: ['callsOutgoing.1h', 'peersDistinct.1h'],
  settings: z.strictObject({ callsPerHour: Limit, calleesPerHour: Limit }),
  alternatives: (_card, { callsPerHour, calleesPerHour }) => [
    {
      when: [above('callsOutgoing.1h', callsPerHour), above('peersDistinct.1h', calleesPerHour)],
      say: ([calls, callees]) => ({
        en: `${calls} outgoing calls within an hour${callees ? ` to ${callees} numbers` : ''}`,
        zh: `一小时内主叫 ${calls} 次${callees ? `，被叫 ${callees} 个号码` : ''}`,
      }),
    },
  ],
})
