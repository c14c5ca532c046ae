import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { percent } from '../domain/percent.ts'
import { above, atLeast, defineDetector } from './detector.ts'

/**
 * Messages each to another number, as a mass mailing goes: `smsDispersion.1d > dispersion`, with
 * `smsOutgoing.1d >= minimumSms`.
 */
export const smsDispersion = defineDetector({
  id: 'sms-dispersion',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_CONTACTS',
  requirement: 'LAW-14',
  features: ['smsOutgoing.1d', 'smsDispersion.1d'],
  settings: z.strictObject({ dispersion: Limit, minimumSms: z.int().positive() }),
  alternatives: (_card, { dispersion, minimumSms }) => [
    {
      when: [
        atLeast('smsOutgoing.1d', minimumSms),
        above('smsDispersion.1d', dispersion, { scale: 'ratio' }),
      ],
      say: ([messages, spread = 0]) => ({
        en: `${messages} messages sent within a day to nearly as many numbers (${percent(spread)})`,
        zh: `一天内发送 ${messages} 条短信，收件离散度 ${percent(spread)}`,
      }),
    },
  ],
})
