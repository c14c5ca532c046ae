import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/** A card that goes from device to device: `imeisDistinct.7d > devicesPerWeek`. */
export const manyDevicesWeek = defineDetector({
  id: 'many-devices-week',
  version: 1,
  family: 'device',
  basis: 'statistical',
  exceptionId: 'SW_DEVICE',
  requirement: 'LAW-2',
  features: ['imeisDistinct.7d'],
  settings: z.strictObject({ devicesPerWeek: Limit }),
  alternatives: (_card, { devicesPerWeek }) => [
    {
      when: [above('imeisDistinct.7d', devicesPerWeek)],
      say: ([devices]) => ({
        en: `Used in ${devices} devices within a week`,
        zh: `一周内使用过 ${devices} 台终端`,
      }),
    },
  ],
})
