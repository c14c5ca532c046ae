import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { slidingSpan } from '../domain/window.ts'
import { cardsInDevice, hoursOf } from '../group/device-cards.ts'
import { defineGroupDetector, exceeds, type Sight } from './group-detector.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/**
 * One device works through many cards, as a SIM box does. With an iot card in it only cards count
 * whose contract binds them to other devices, each in at least `minimumHours` different hours, since
 * a tester sees each card once: `cardsForeign.1d > cardsPerDay`. Else `cardsDistinct.1d > cardsPerDay`.
 */
export const deviceWithManySims = defineGroupDetector({
  id: 'device-with-many-sims',
  version: 1,
  exceptionId: 'SW_ASSOCIATION',
  basis: (cardClass) => (cardClass === 'iot' ? 'hardBreach' : 'statistical'),
  requirement: (cardClass) => (cardClass === 'iot' ? 'MIIT-10/5' : 'LAW-6'),
  kinds: ['imei'],
  windows: ['1d'],
  quietMs: DAY_MS,
  bucketMs: HOUR_MS,
  classes: (sight) => cardsOfDay(sight).map(({ card }) => card.cardClass),
  settings: z.strictObject({ cardsPerDay: Limit, minimumHours: z.int().positive().default(1) }),
  alternatives(sight, { cardsPerDay, minimumHours }, cardClass) {
    const isBound = cardClass === 'iot'
    const members = cardsOfDay(sight)
      .filter(({ sightings }) => {
        const counted = isBound ? sightings.filter(({ foreign }) => foreign) : sightings
        return hoursOf(counted) >= minimumHours
      })
      .map(({ card }) => card)
    const feature = isBound ? 'cardsForeign.1d' : 'cardsDistinct.1d'
    const span = slidingSpan(sight.at, '1d')
    return [
      {
        when: [exceeds({ feature, observed: members.length, span }, cardsPerDay)],
        members,
        say: ([cards]) => ({
          en: isBound
            ? `${cards} cards bound to other devices used in this one within 24 hours`
            : `${cards} cards used in one device within 24 hours`,
          zh: isBound
            ? `24 小时内 ${cards} 张绑定其他设备的卡在同一设备中使用`
            : `24 小时内 ${cards} 张卡在同一设备中使用`,
        }),
      },
    ]
  },
})

function cardsOfDay({ state, at }: Sight) {
  return cardsInDevice(state, slidingSpan(at, '1d'))
}
