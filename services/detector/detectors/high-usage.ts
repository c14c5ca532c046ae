import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

const HOUR_SECONDS = 3_600
const GIB = 1_073_741_824

/**
 * More than one person talks or loads in a day: `callSeconds.1d > callSecondsPerDay`, outgoing
 * calls only, or `bytesTotal.1d > bytesPerDay`.
 */
export const highUsage = defineDetector({
  id: 'high-usage',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'UNEXPECTED_LARGE_RATE_FLOW',
  requirement: 'LAW-2',
  features: ['callSeconds.1d', 'bytesTotal.1d'],
  settings: z.strictObject({ callSecondsPerDay: Limit, bytesPerDay: Limit }),
  alternatives: (_card, { callSecondsPerDay, bytesPerDay }) => [
    {
      when: [above('callSeconds.1d', callSecondsPerDay)],
      say: ([seconds = 0]) => ({
        en: `${(seconds / HOUR_SECONDS).toFixed(1)} hours of outgoing calls within a day`,
        zh: `一天内主叫通话 ${(seconds / HOUR_SECONDS).toFixed(1)} 小时`,
      }),
    },
    {
      when: [above('bytesTotal.1d', bytesPerDay)],
      say: ([bytes = 0]) => ({
        en: `${(bytes / GIB).toFixed(1)} GiB of data within a day`,
        zh: `一天内使用流量 ${(bytes / GIB).toFixed(1)} GiB`,
      }),
    },
  ],
})
