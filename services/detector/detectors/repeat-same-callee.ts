import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * One number dialled again and again. Telesales cards: `callsToOnePeer.day > callsPerDay` or
 * `callsToOnePeer.month > callsPerMonth`. Others: `unansweredToOnePeer.10m >
 * unansweredPer10Minutes`.
 */
export const repeatSameCallee = defineDetector({
  id: 'repeat-same-callee',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_CONTACTS',
  requirement: 'DIANXIAO-7',
  scope: (cardClass) => (cardClass === 'telesales' ? 'day' : 'quiet'),
  features: ['callsToOnePeer.day', 'callsToOnePeer.month', 'unansweredToOnePeer.10m'],
  settings: z.union([
    z.strictObject({ callsPerDay: Limit, callsPerMonth: Limit }),
    z.strictObject({ unansweredPer10Minutes: Limit }),
  ]),
  alternatives: (_card, settings) => {
    if ('unansweredPer10Minutes' in settings) {
      return [
        {
          when: [above('unansweredToOnePeer.10m', settings.unansweredPer10Minutes)],
          say: ([calls]) => ({
            en: `${calls} unanswered calls to one number within 10 minutes`,
            zh: `10 分钟内对同一号码未接呼叫 ${calls} 次`,
          }),
        },
      ]
    }
    return [
      {
        when: [above('callsToOnePeer.day', settings.callsPerDay)],
        say: ([calls]) => ({
          en: `${calls} calls to one number in a day`,
          zh: `一天内对同一号码呼叫 ${calls} 次`,
        }),
      },
      {
        when: [above('callsToOnePeer.month', settings.callsPerMonth)],
        say: ([calls]) => ({
          en: `${calls} calls to one number in a month`,
          zh: `一个月内对同一号码呼叫 ${calls} 次`,
        }),
      },
    ]
  },
})
