import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/** More calls at one time than a conference has legs: `callsConcurrent.1h > concurrent`. */
export const concurrentCalls = defineDetector({
  id: 'concurrent-calls',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
  requirement: 'LAW-6',
  features: ['callsConcurrent.1h'],
  settings: z.strictObject({ concurrent: Limit }),
  alternatives: (_card, { concurrent }) => [
    {
      when: [above('callsConcurrent.1h', concurrent)],
      say: ([calls]) => ({
        en: `${calls} calls at one time`,
        zh: `同时通话 ${calls} 路`,
      }),
    },
  ],
})
