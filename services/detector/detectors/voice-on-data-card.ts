import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * Voice on a card whose contract closes voice: a data card taken out of its machine and used as a
 * phone, or sold on. `voiceEvents.lifetime > maximumEvents`, or `voiceAnswered.lifetime >
 * maximumAnswered`: an incoming call that was answered is the caller's act, so it goes less far.
 */
export const voiceOnDataCard = defineDetector({
  id: 'voice-on-data-card',
  version: 1,
  family: 'contract',
  basis: 'hardBreach',
  exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
  requirement: 'MIIT-10/1',
  scope: 'profile',
  features: ['voiceEvents.lifetime', 'voiceAnswered.lifetime'],
  settings: z.strictObject({ maximumAnswered: Limit, maximumEvents: Limit }),
  alternatives: (_card, { maximumAnswered, maximumEvents }) => [
    {
      when: [above('voiceEvents.lifetime', maximumEvents)],
      say: ([events]) => ({
        en: `${events} outgoing call(s) on a card whose contract closes voice`,
        zh: `合同关闭语音的卡发生 ${events} 次主叫`,
      }),
    },
    {
      when: [above('voiceAnswered.lifetime', maximumAnswered)],
      say: ([answered]) => ({
        en: `${answered} answered incoming call(s) on a card whose contract closes voice`,
        zh: `合同关闭语音的卡接听 ${answered} 次来电`,
      }),
    },
  ],
})
