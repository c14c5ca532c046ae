import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * A machine's card uses what people use: `bytesHumanApps.1d > bytesPerDay`, or
 * `appCategoriesDistinct.1d > categoriesPerDay`. Categories are guesses of traffic inspection, so it
 * is statistical.
 */
export const humanInternetApps = defineDetector({
  id: 'human-internet-apps',
  version: 1,
  family: 'contract',
  basis: 'statistical',
  exceptionId: 'WRONG_DESTINATION_ADDRESS',
  requirement: 'MIIT-10/5',
  features: ['bytesHumanApps.1d', 'appCategoriesDistinct.1d'],
  settings: z.strictObject({ bytesPerDay: Limit, categoriesPerDay: Limit }),
  alternatives: (_card, { bytesPerDay, categoriesPerDay }) => [
    {
      when: [above('bytesHumanApps.1d', bytesPerDay)],
      say: ([bytes = 0]) => ({
        en: `${kibibytes(bytes)} KiB within a day of traffic that people use`,
        zh: `一天内使用人联网应用流量 ${kibibytes(bytes)} KiB`,
      }),
    },
    {
      when: [above('appCategoriesDistinct.1d', categoriesPerDay)],
      say: ([categories]) => ({
        en: `${categories} kinds of traffic that people use within a day`,
        zh: `一天内使用 ${categories} 类人联网应用`,
      }),
    },
  ],
})

function kibibytes(bytes: number): string {
  return (bytes / 1_024).toFixed(1)
}
