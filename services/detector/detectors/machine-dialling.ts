import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { percent } from '../domain/percent.ts'
import { above, atLeast, below, defineDetector } from './detector.ts'

/**
 * A machine dials too evenly, `gapVariation.1h < lowestGapVariation`, or too fast,
 * `shortGapRatio.1h > shortGapRatio` with gaps below the policy's `shortGapSeconds`; of at least
 * `minimumCalls`. Only gaps between calls to different numbers count: redialling is a person's.
 */
export const machineDialling = defineDetector({
  id: 'machine-dialling',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
  requirement: 'OUTBOUND-9',
  features: ['gaps.1h', 'gapVariation.1h', 'callsOutgoing.1h', 'shortGapRatio.1h'],
  settings: z.strictObject({
    lowestGapVariation: Limit,
    shortGapRatio: Limit,
    minimumCalls: z.int().positive(),
  }),
  alternatives: (_card, { lowestGapVariation, shortGapRatio, minimumCalls }) => [
    {
      when: [
        // Between so many calls, each to another number, lies one gap less.
        atLeast('gaps.1h', minimumCalls - 1),
        below('gapVariation.1h', lowestGapVariation, { scale: 'ratio' }),
      ],
      say: ([gaps, variation = 0]) => ({
        en: `${gaps} gaps between calls within an hour are nearly alike: they vary by ${percent(variation)}`,
        zh: `一小时内 ${gaps} 次呼叫间隔几乎相同，变异 ${percent(variation)}`,
      }),
    },
    {
      when: [
        atLeast('callsOutgoing.1h', minimumCalls),
        above('shortGapRatio.1h', shortGapRatio, { scale: 'ratio' }),
      ],
      say: ([calls, ratio = 0]) => ({
        en: `${calls} outgoing calls within an hour, ${percent(ratio)} of them seconds after one to another number`,
        zh: `一小时内主叫 ${calls} 次，其中 ${percent(ratio)} 与上一被叫仅隔数秒`,
      }),
    },
  ],
})
