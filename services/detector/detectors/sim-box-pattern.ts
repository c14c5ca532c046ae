import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { percent } from '../domain/percent.ts'
import { above, atLeast, atMost, below, defineDetector } from './detector.ts'

/**
 * A card that only calls, as in a SIM box: in 7 days `callsOutgoing >= minimumCalls`, `callerRatio`
 * and `peerDispersion` above their limits, `smsOutgoing <= smsPerWeek`, `cellsDistinct <=
 * cellsPerWeek`, `bytesTotal < lowestBytesPerWeek`. A feed without cells, or without incoming calls,
 * proves nothing.
 */
export const simBoxPattern = defineDetector({
  id: 'sim-box-pattern',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_ASSOCIATION',
  requirement: 'LAW-6',
  feedNeed: 'carriesIncoming',
  features: [
    'callsOutgoing.7d',
    'callerRatio.7d',
    'smsOutgoing.7d',
    'bytesTotal.7d',
    'cellsDistinct.7d',
    'peerDispersion.7d',
  ],
  settings: z.strictObject({
    callerRatio: Limit,
    smsPerWeek: Limit,
    lowestBytesPerWeek: Limit,
    cellsPerWeek: Limit,
    dispersion: Limit,
    minimumCalls: z.int().positive(),
  }),
  alternatives: (_card, limits) => [
    {
      when: [
        atLeast('callsOutgoing.7d', limits.minimumCalls),
        above('callerRatio.7d', limits.callerRatio, { scale: 'ratio' }),
        atMost('smsOutgoing.7d', limits.smsPerWeek),
        below('bytesTotal.7d', limits.lowestBytesPerWeek),
        atLeast('cellsDistinct.7d', 1),
        atMost('cellsDistinct.7d', limits.cellsPerWeek),
        above('peerDispersion.7d', limits.dispersion, { scale: 'ratio' }),
      ],
      say: ([calls, caller = 0, messages, _bytes, _known, cells, spread = 0]) => ({
        en: `${calls} outgoing calls in 7 days from ${cells} cell(s), ${percent(caller)} of the card's calls, to nearly as many numbers (${percent(spread)}), with ${messages} messages and hardly any data`,
        zh: `7 天内在 ${cells} 个小区主叫 ${calls} 次，主叫占比 ${percent(caller)}，被叫离散度 ${percent(spread)}，发短信 ${messages} 条且几乎无流量`,
      }),
    },
  ],
})
