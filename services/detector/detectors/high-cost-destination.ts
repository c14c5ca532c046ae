import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * Calls where somebody earns by each: `premiumCalls.1h > callsPerHour` or `premiumSeconds.1d >
 * secondsPerDay`, to the policy's `premiumPrefixes`. Blind while that list is empty.
 */
export const highCostDestination = defineDetector({
  id: 'high-cost-destination',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'WRONG_DESTINATION_ADDRESS',
  requirement: 'LAW-2',
  features: ['premiumCalls.1h', 'premiumSeconds.1d'],
  lists: ['premiumPrefixes'],
  settings: z.strictObject({ callsPerHour: Limit, secondsPerDay: Limit }),
  alternatives: (_card, { callsPerHour, secondsPerDay }) => [
    {
      when: [above('premiumCalls.1h', callsPerHour)],
      say: ([calls]) => ({
        en: `${calls} calls to high-cost numbers within an hour`,
        zh: `一小时内呼叫高资费号码 ${calls} 次`,
      }),
    },
    {
      when: [above('premiumSeconds.1d', secondsPerDay)],
      say: ([seconds = 0]) => ({
        en: `${Math.floor(seconds / 60)} minutes of calls to high-cost numbers within a day`,
        zh: `一天内与高资费号码通话 ${Math.floor(seconds / 60)} 分钟`,
      }),
    },
  ],
})
