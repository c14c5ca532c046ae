import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * Calls and messages to one number that does not answer back: `oneWayToOnePeer.day >
 * withoutReplyPerDay`, less what came back from it.
 */
export const oneWayContact = defineDetector({
  id: 'one-way-contact',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_CONTACTS',
  requirement: 'DIANXIAO-7',
  scope: 'day',
  features: ['oneWayToOnePeer.day'],
  settings: z.strictObject({ withoutReplyPerDay: Limit }),
  alternatives: (_card, { withoutReplyPerDay }) => [
    {
      when: [above('oneWayToOnePeer.day', withoutReplyPerDay)],
      say: ([contacts]) => ({
        en: `${contacts} calls and messages to one number in a day without a reply`,
        zh: `一天内对同一号码单向呼叫或发送短信 ${contacts} 次，无回应`,
      }),
    },
  ],
})
