import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * More devices in eight months than a person has: `imeisDistinct.240d > devicesPer8Months`. A phone
 * with two slots counts twice; numbers that many devices send count for none.
 */
export const manyDevices = defineDetector({
  id: 'many-devices',
  version: 1,
  family: 'device',
  basis: 'statistical',
  exceptionId: 'SW_DEVICE',
  requirement: 'LAW-2',
  features: ['imeisDistinct.240d'],
  settings: z.strictObject({ devicesPer8Months: Limit }),
  alternatives: (_card, { devicesPer8Months }) => [
    {
      when: [above('imeisDistinct.240d', devicesPer8Months)],
      say: ([devices]) => ({
        en: `Used in ${devices} devices within eight months`,
        zh: `八个月内使用过 ${devices} 台终端`,
      }),
    },
  ],
})
