import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { percent } from '../domain/percent.ts'
import { above, atLeast, defineDetector } from './detector.ts'

/**
 * Numbers dialled one after the other, as no address book has them: `sameBlockRun.1h > runLength`
 * with as many different numbers (two lines of one office in turn are no run), or `sameBlockShare.1h
 * > blockShare`, with `peersDistinct.1h >= minimumCallees`, since it is a share of numbers.
 */
export const sequentialDialling = defineDetector({
  id: 'sequential-dialling',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_CONTACTS',
  requirement: 'DIANXIAO-5',
  features: ['sameBlockRun.1h', 'sameBlockShare.1h', 'peersDistinct.1h'],
  settings: z.strictObject({
    runLength: Limit,
    blockShare: Limit,
    minimumCallees: z.int().positive(),
  }),
  alternatives: (_card, { runLength, blockShare, minimumCallees }) => [
    {
      when: [above('sameBlockRun.1h', runLength), above('peersDistinct.1h', runLength)],
      say: ([run]) => ({
        en: `${run} calls in a row to numbers of one block within an hour`,
        zh: `一小时内连续呼叫同一号段 ${run} 次`,
      }),
    },
    {
      when: [
        atLeast('peersDistinct.1h', minimumCallees),
        above('sameBlockShare.1h', blockShare, { scale: 'ratio' }),
      ],
      say: ([callees, share = 0]) => ({
        en: `Calls to ${callees} numbers within an hour, ${percent(share)} of them in one block`,
        zh: `一小时内呼叫 ${callees} 个号码，其中 ${percent(share)} 属同一号段`,
      }),
    },
  ],
})
