import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/** Many people the card never was in touch with, at once: `strangers.5m > strangersPer5Minutes`. */
export const strangerBurst = defineDetector({
  id: 'stranger-burst',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_CONTACTS',
  requirement: 'DIANXIAO-5',
  features: ['strangers.5m'],
  settings: z.strictObject({ strangersPer5Minutes: Limit }),
  alternatives: (_card, { strangersPer5Minutes }) => [
    {
      when: [above('strangers.5m', strangersPer5Minutes)],
      say: ([strangers]) => ({
        en: `Calls to ${strangers} strangers within 5 minutes`,
        zh: `5 分钟内呼叫 ${strangers} 个陌生号码`,
      }),
    },
  ],
})
