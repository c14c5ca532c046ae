import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { slidingSpan } from '../domain/window.ts'
import { cardsInDevice, regionsInHour } from '../group/device-cards.ts'
import { defineGroupDetector, exceeds, type Sight } from './group-detector.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/**
 * Several devices send the number of one: `cardsDistinct.1d > cardsPerDay`, or
 * `cardsDistinct.1d > cardsInDifferentRegions` with `regionsDistinct.1h > cardsInDifferentRegions`,
 * which one device cannot do. A card that is itself in several regions of the hour is not counted.
 */
export const clonedImei = defineGroupDetector({
  id: 'cloned-imei',
  version: 1,
  exceptionId: 'SW_ASSOCIATION',
  basis: 'statistical',
  requirement: 'LAW-6',
  kinds: ['imei'],
  windows: ['1d'],
  quietMs: DAY_MS,
  bucketMs: HOUR_MS,
  classes: (sight) => cardsOfDay(sight).map(({ cardClass }) => cardClass),
  settings: z.strictObject({ cardsPerDay: Limit, cardsInDifferentRegions: Limit }),
  alternatives(sight, { cardsPerDay, cardsInDifferentRegions }) {
    const members = cardsOfDay(sight)
    const hour = Math.floor(sight.at / HOUR_MS) * HOUR_MS
    const cards = {
      feature: 'cardsDistinct.1d',
      observed: members.length,
      span: slidingSpan(sight.at, '1d'),
    }
    const regions = {
      feature: 'regionsDistinct.1h',
      observed: regionsInHour(sight.state, sight.at).size,
      span: { start: hour, end: hour + HOUR_MS },
    }
    return [
      {
        when: [exceeds(cards, cardsPerDay)],
        members,
        say: ([count]) => ({
          en: `${count} cards sent one device number within 24 hours`,
          zh: `24 小时内 ${count} 张卡上报同一终端号`,
        }),
      },
      {
        when: [exceeds(cards, cardsInDifferentRegions), exceeds(regions, cardsInDifferentRegions)],
        members,
        say: ([count, places]) => ({
          en: `${count} cards sent one device number, within one hour from ${places} regions`,
          zh: `${count} 张卡上报同一终端号，一小时内来自 ${places} 个地区`,
        }),
      },
    ]
  },
})

function cardsOfDay({ state, at }: Sight) {
  return cardsInDevice(state, slidingSpan(at, '1d')).map(({ card }) => card)
}
