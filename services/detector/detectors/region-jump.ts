import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/** A card that is in many regions in a short time: `regionsDistinct.2d > regionsPer2Days`. */
export const regionJump = defineDetector({
  id: 'region-jump',
  version: 1,
  family: 'device',
  basis: 'statistical',
  exceptionId: 'UNEXPECTED_UE_LOCATION',
  requirement: 'LAW-2',
  features: ['regionsDistinct.2d'],
  settings: z.strictObject({ regionsPer2Days: Limit }),
  alternatives: (_card, { regionsPer2Days }) => [
    {
      when: [above('regionsDistinct.2d', regionsPer2Days)],
      say: ([regions]) => ({
        en: `Used in ${regions} regions within two days`,
        zh: `两天内在 ${regions} 个地区使用`,
      }),
    },
  ],
})
