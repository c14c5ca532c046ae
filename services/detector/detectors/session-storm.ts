import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * A device that connects again and again: `dataRecords.10m > recordsPer10Minutes` or
 * `dataRecords.1d > recordsPerDay`. Counts data records, and so the parts of a long session too.
 */
export const sessionStorm = defineDetector({
  id: 'session-storm',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SUSPICION_OF_DDOS_ATTACK',
  requirement: 'MIIT-10/5',
  features: ['dataRecords.10m', 'dataRecords.1d'],
  settings: z.strictObject({ recordsPer10Minutes: Limit, recordsPerDay: Limit }),
  alternatives: (_card, { recordsPer10Minutes, recordsPerDay }) => [
    {
      when: [above('dataRecords.10m', recordsPer10Minutes)],
      say: ([records]) => ({
        en: `${records} data records within 10 minutes`,
        zh: `10 分钟内产生 ${records} 条数据话单`,
      }),
    },
    {
      when: [above('dataRecords.1d', recordsPerDay)],
      say: ([records]) => ({
        en: `${records} data records within a day`,
        zh: `一天内产生 ${records} 条数据话单`,
      }),
    },
  ],
})
