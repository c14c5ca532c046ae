import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, atMost, below, defineDetector } from './detector.ts'

/**
 * Takes codes for others' accounts: `platformSenders.1d > platformSendersPerDay`. A phone hears from
 * many platforms too; it must also be used for nothing else: `callsOutgoing.7d <= callsPerWeek` and
 * `bytesTotal.7d < lowestBytesPerWeek`. A late feed proves no such silence.
 */
export const codeReceiver = defineDetector({
  id: 'code-receiver',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_ASSOCIATION',
  requirement: (cardClass) => (cardClass === 'iot' ? 'MIIT-10/1' : 'LAW-6'),
  feedNeed: 'punctual',
  features: ['platformSenders.1d', 'callsOutgoing.7d', 'bytesTotal.7d'],
  settings: z.union([
    z.strictObject({
      platformSendersPerDay: Limit,
      callsPerWeek: Limit,
      lowestBytesPerWeek: Limit,
    }),
    z.strictObject({ platformSendersPerDay: Limit }),
  ]),
  alternatives: (_card, settings) => {
    const many = above('platformSenders.1d', settings.platformSendersPerDay)
    if (!('callsPerWeek' in settings)) {
      return [
        {
          when: [many],
          say: ([senders]) => ({
            en: `Messages from ${senders} platforms within a day`,
            zh: `一天内接收 ${senders} 个平台的短信`,
          }),
        },
      ]
    }
    return [
      {
        when: [
          many,
          atMost('callsOutgoing.7d', settings.callsPerWeek),
          below('bytesTotal.7d', settings.lowestBytesPerWeek),
        ],
        say: ([senders, calls]) => ({
          en: `Messages from ${senders} platforms within a day, ${calls} outgoing calls and hardly any data in 7 days`,
          zh: `一天内接收 ${senders} 个平台的短信，7 天内主叫 ${calls} 次且几乎无流量`,
        }),
      },
    ]
  },
})
