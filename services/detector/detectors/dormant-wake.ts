import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, atLeast, defineDetector } from './detector.ts'

/**
 * A card that was silent for `silentDays` wakes and is busy within a day. Phones: `strangers.1d >
 * strangersPerDay`, fewer when it woke in another device and region. IoT: `bytesTotal.1d >
 * bytesPerDay`. A late feed proves no silence.
 */
export const dormantWake = defineDetector({
  id: 'dormant-wake',
  version: 1,
  family: 'history',
  basis: 'statistical',
  exceptionId: 'UNEXPECTED_WAKEUP',
  requirement: (cardClass) => (cardClass === 'iot' ? 'MIIT-10/5' : 'LAW-15'),
  feedNeed: 'punctual',
  features: ['strangers.1d', 'bytesTotal.1d', 'silentDays.last', 'wokeElsewhere.last'],
  settings: z.union([
    z.strictObject({ strangersPerDay: Limit, strangersWithNewDeviceAndRegion: Limit }),
    z.strictObject({ bytesPerDay: Limit }),
  ]),
  alternatives: ({ silentDays }, settings) => {
    const silent = atLeast('silentDays.last', silentDays)
    if ('bytesPerDay' in settings) {
      return [
        {
          when: [silent, above('bytesTotal.1d', settings.bytesPerDay)],
          say: ([days = 0, bytes = 0]) => ({
            en: `${mebibytes(bytes)} MiB within a day after ${Math.floor(days)} silent days`,
            zh: `静默 ${Math.floor(days)} 天后一天内使用 ${mebibytes(bytes)} MiB 流量`,
          }),
        },
      ]
    }
    return [
      {
        when: [silent, above('strangers.1d', settings.strangersPerDay)],
        say: ([days = 0, strangers]) => ({
          en: `Calls to ${strangers} strangers within a day after ${Math.floor(days)} silent days`,
          zh: `静默 ${Math.floor(days)} 天后一天内呼叫 ${strangers} 个陌生号码`,
        }),
      },
      {
        when: [
          silent,
          atLeast('wokeElsewhere.last', 1),
          above('strangers.1d', settings.strangersWithNewDeviceAndRegion),
        ],
        say: ([days = 0, _elsewhere, strangers]) => ({
          en: `Calls to ${strangers} strangers in a new device and region after ${Math.floor(days)} silent days`,
          zh: `静默 ${Math.floor(days)} 天后换机换地，呼叫 ${strangers} 个陌生号码`,
        }),
      },
    ]
  },
})

function mebibytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1)
}
