import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * SMS is open and voice is closed, yet the card writes to people like a phone:
 * `smsVoiceDisabled.day > messagesPerDay`.
 */
export const smsOnVoiceDisabledCard = defineDetector({
  id: 'sms-on-voice-disabled-card',
  version: 1,
  family: 'contract',
  basis: 'statistical',
  exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
  requirement: 'MIIT-10/1',
  scope: 'day',
  features: ['smsVoiceDisabled.day'],
  settings: z.strictObject({ messagesPerDay: Limit }),
  alternatives: (_card, { messagesPerDay }) => [
    {
      when: [above('smsVoiceDisabled.day', messagesPerDay)],
      say: ([messages]) => ({
        en: `${messages} messages to people in a day on a card whose contract closes voice`,
        zh: `禁语音卡一天内向个人发送 ${messages} 条短信`,
      }),
    },
  ],
})
