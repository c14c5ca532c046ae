import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, atLeast, defineDetector } from './detector.ts'

const MIB = 1_048_576

/**
 * Far more data in a day than the card's own usual day: `bytesTimesMedian.14days > timesMedian`, with
 * `bytesTotal.day >= minimumBytes` and `daysSeen.14days >= minimumDays`. A firmware update does the
 * same to a whole model in one night, so it flags.
 */
export const dataSpike = defineDetector({
  id: 'data-spike',
  version: 1,
  family: 'history',
  basis: 'statistical',
  exceptionId: 'UNEXPECTED_LARGE_RATE_FLOW',
  requirement: 'MIIT-10/5',
  scope: 'day',
  features: ['bytesTotal.day', 'daysSeen.14days', 'bytesTimesMedian.14days'],
  settings: z.strictObject({
    timesMedian: Limit,
    minimumBytes: Limit,
    minimumDays: z.int().positive(),
  }),
  alternatives: (_card, { timesMedian, minimumBytes, minimumDays }) => [
    {
      when: [
        atLeast('bytesTotal.day', minimumBytes),
        atLeast('daysSeen.14days', minimumDays),
        above('bytesTimesMedian.14days', timesMedian, { baseline: 'bytesTotal' }),
      ],
      say: ([bytes = 0, days, times = 0]) => ({
        en: `${mebibytes(bytes)} MiB in a day, ${Math.floor(times)} times the median of ${days} days`,
        zh: `一天内使用 ${mebibytes(bytes)} MiB 流量，为前 ${days} 天中位数的 ${Math.floor(times)} 倍`,
      }),
    },
  ],
})

function mebibytes(bytes: number): string {
  return (bytes / MIB).toFixed(1)
}
