import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { percent } from '../domain/percent.ts'
import { above, atLeast, defineDetector } from './detector.ts'

/**
 * Nearly each call to another number: `peerDispersion.7d > dispersion`, with `callsOutgoing.7d >=
 * minimumCalls`. Weak alone: on a public table of a carrier's users 3.4 % of normal people were
 * above it.
 */
export const calleeDispersion = defineDetector({
  id: 'callee-dispersion',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_CONTACTS',
  requirement: 'DIANXIAO-5',
  features: ['callsOutgoing.7d', 'peerDispersion.7d'],
  settings: z.strictObject({ dispersion: Limit, minimumCalls: z.int().positive() }),
  alternatives: (_card, { dispersion, minimumCalls }) => [
    {
      when: [
        atLeast('callsOutgoing.7d', minimumCalls),
        above('peerDispersion.7d', dispersion, { scale: 'ratio' }),
      ],
      say: ([calls, spread = 0]) => ({
        en: `${calls} outgoing calls in 7 days to nearly as many numbers (${percent(spread)})`,
        zh: `7 天内主叫 ${calls} 次，被叫离散度 ${percent(spread)}`,
      }),
    },
  ],
})
