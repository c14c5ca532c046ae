import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * Messages to people from a card whose contract closes SMS. `smsEvents.lifetime > maximumEvents`;
 * a machine's reports to its platform or a short code are not counted.
 */
export const smsOnDataCard = defineDetector({
  id: 'sms-on-data-card',
  version: 1,
  family: 'contract',
  basis: 'hardBreach',
  exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
  requirement: 'MIIT-10/1',
  scope: 'profile',
  features: ['smsEvents.lifetime'],
  settings: z.strictObject({ maximumEvents: Limit }),
  alternatives: (_card, { maximumEvents }) => [
    {
      when: [above('smsEvents.lifetime', maximumEvents)],
      say: ([events]) => ({
        en: `${events} message(s) sent on a card whose contract closes SMS`,
        zh: `合同关闭短信的卡发送 ${events} 条短信`,
      }),
    },
  ],
})
