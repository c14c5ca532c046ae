import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { percent } from '../domain/percent.ts'
import { above, atLeast, defineDetector } from './detector.ts'

/**
 * People hang up on it: `shortCallRatio.1d > shortCallRatio`, of answered calls those within the
 * policy's `shortCallSeconds`, with `callsAnswered.1d >= minimumAnswered`.
 */
export const shortCalls = defineDetector({
  id: 'short-calls',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
  requirement: 'DIANXIAO-6',
  features: ['callsAnswered.1d', 'shortCallRatio.1d'],
  settings: z.strictObject({ shortCallRatio: Limit, minimumAnswered: z.int().positive() }),
  alternatives: (_card, { shortCallRatio, minimumAnswered }) => [
    {
      when: [
        atLeast('callsAnswered.1d', minimumAnswered),
        above('shortCallRatio.1d', shortCallRatio, { scale: 'ratio' }),
      ],
      say: ([answered, ratio = 0]) => ({
        en: `${answered} answered calls within a day, ${percent(ratio)} of them over in seconds`,
        zh: `一天内接通 ${answered} 次，短通话占 ${percent(ratio)}`,
      }),
    },
  ],
})
