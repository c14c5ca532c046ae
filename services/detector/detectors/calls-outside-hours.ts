import { z } from 'zod'
import { HourSpan, Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

const hours = z.array(HourSpan).min(1)

/**
 * Calls at hours that contract or policy do not allow, local time. Telesales cards:
 * `callsOffHours.day > callsPerDay`, a breach of their plan. Others: `strangersOffHours.day >
 * strangersPerDay`.
 */
export const callsOutsideHours = defineDetector({
  id: 'calls-outside-hours',
  version: 1,
  family: 'contract',
  basis: (cardClass) => (cardClass === 'telesales' ? 'hardBreach' : 'statistical'),
  exceptionId: 'SW_HOURS',
  requirement: (cardClass) => (cardClass === 'telesales' ? 'OUTBOUND-10' : 'LAW-14'),
  scope: 'day',
  features: ['callsOffHours.day', 'strangersOffHours.day'],
  settings: z.union([
    z.strictObject({ hours, callsPerDay: Limit }),
    z.strictObject({ hours, strangersPerDay: Limit }),
  ]),
  alternatives: ({ profile }, settings) => [
    'callsPerDay' in settings
      ? {
          when: [
            above('callsOffHours.day', settings.callsPerDay, {
              contract: (profile?.telesales?.hours ?? []).length > 0 ? 'hours' : undefined,
            }),
          ],
          say: ([calls]) => ({
            en: `${calls} outgoing call(s) in a day outside the allowed hours`,
            zh: `一天内在非允许时段主叫 ${calls} 次`,
          }),
        }
      : {
          when: [above('strangersOffHours.day', settings.strangersPerDay)],
          say: ([strangers]) => ({
            en: `Calls to ${strangers} strangers in a day outside the usual hours`,
            zh: `一天内在非常规时段呼叫 ${strangers} 个陌生号码`,
          }),
        },
  ],
})
