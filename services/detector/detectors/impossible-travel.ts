import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, atLeast, defineDetector } from './detector.ts'

/**
 * From one place to the next faster than anything flies: `speed.last > kilometresPerHour` over
 * `distance.last >= minimumKilometres`, as a short way between two cells says nothing of speed. Only
 * records that carry their cell's coordinates.
 */
export const impossibleTravel = defineDetector({
  id: 'impossible-travel',
  version: 1,
  family: 'device',
  basis: 'statistical',
  exceptionId: 'UNEXPECTED_UE_LOCATION',
  requirement: 'LAW-6',
  features: ['speed.last', 'distance.last'],
  settings: z.strictObject({ kilometresPerHour: Limit, minimumKilometres: Limit }),
  alternatives: (_card, { kilometresPerHour, minimumKilometres }) => [
    {
      when: [atLeast('distance.last', minimumKilometres), above('speed.last', kilometresPerHour)],
      say: ([kilometres = 0, speed = 0]) => ({
        en: `${Math.floor(kilometres)} km from the place before, at ${Math.floor(speed)} km/h`,
        zh: `与上一位置相距 ${Math.floor(kilometres)} 公里，折合时速 ${Math.floor(speed)} 公里`,
      }),
    },
  ],
})
