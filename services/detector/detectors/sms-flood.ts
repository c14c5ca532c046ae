import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

const limits = { smsPerHour: Limit, smsPerDay: Limit }

/**
 * More messages than the carriers agreed to let through: `smsOutgoing.1h > smsPerHour` or
 * `smsOutgoing.day > smsPerDay`; other limits on the policy's holidays, when people greet each other.
 */
export const smsFlood = defineDetector({
  id: 'sms-flood',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
  requirement: 'LAW-20',
  features: ['smsOutgoing.1h', 'smsOutgoing.day'],
  settings: z.strictObject({ ...limits, holiday: z.strictObject(limits).optional() }),
  alternatives: ({ holiday }, settings) => {
    const { smsPerHour, smsPerDay } = holiday ? (settings.holiday ?? settings) : settings
    return [
      {
        when: [above('smsOutgoing.1h', smsPerHour)],
        say: ([messages]) => ({
          en: `${messages} messages sent within an hour`,
          zh: `一小时内发送 ${messages} 条短信`,
        }),
      },
      {
        when: [above('smsOutgoing.day', smsPerDay)],
        say: ([messages]) => ({
          en: `${messages} messages sent in a day`,
          zh: `一天内发送 ${messages} 条短信`,
        }),
      },
    ]
  },
})
