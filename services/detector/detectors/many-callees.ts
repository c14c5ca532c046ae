import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * More numbers than a person has to call: `peersDistinct.1h > calleesPerHour` or `peersDistinct.1d >
 * calleesPerDay`.
 */
export const manyCallees = defineDetector({
  id: 'many-callees',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_CONTACTS',
  requirement: 'DIANXIAO-5',
  features: ['peersDistinct.1h', 'peersDistinct.1d'],
  settings: z.strictObject({ calleesPerHour: Limit, calleesPerDay: Limit }),
  alternatives: (_card, { calleesPerHour, calleesPerDay }) => [
    {
      when: [above('peersDistinct.1h', calleesPerHour)],
      say: ([callees]) => ({
        en: `Calls to ${callees} numbers within an hour`,
        zh: `一小时内呼叫 ${callees} 个号码`,
      }),
    },
    {
      when: [above('peersDistinct.1d', calleesPerDay)],
      say: ([callees]) => ({
        en: `Calls to ${callees} numbers within a day`,
        zh: `一天内呼叫 ${callees} 个号码`,
      }),
    },
  ],
})
