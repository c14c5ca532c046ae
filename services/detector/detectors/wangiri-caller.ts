import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { percent } from '../domain/percent.ts'
import { above, atLeast, defineDetector } from './detector.ts'

/**
 * Rings once, so that people call back: `abandonedRatio.1h > abandonedRatio`, with
 * `callsOutgoing.1h >= minimumCalls` to at least `minimumCallees` numbers, and `callbacks.1d >
 * callbacksPerDay`. One person who is rung and calls back many times is no such game.
 */
export const wangiriCaller = defineDetector({
  id: 'wangiri-caller',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_CONTACTS',
  requirement: 'LAW-2',
  features: ['callsOutgoing.1h', 'callbacks.1d', 'abandonedRatio.1h', 'peersDistinct.1h'],
  settings: z.strictObject({
    abandonedRatio: Limit,
    minimumCalls: z.int().positive(),
    minimumCallees: z.int().positive(),
    callbacksPerDay: Limit,
  }),
  alternatives: (_card, { abandonedRatio, minimumCalls, minimumCallees, callbacksPerDay }) => [
    {
      when: [
        atLeast('callsOutgoing.1h', minimumCalls),
        above('callbacks.1d', callbacksPerDay),
        above('abandonedRatio.1h', abandonedRatio, { scale: 'ratio' }),
        atLeast('peersDistinct.1h', minimumCallees),
      ],
      say: ([calls, callbacks, ratio = 0]) => ({
        en: `${calls} outgoing calls within an hour, ${percent(ratio)} given up before an answer, and ${callbacks} callbacks within a day`,
        zh: `一小时内主叫 ${calls} 次，${percent(ratio)} 响铃即挂，一天内回拨 ${callbacks} 次`,
      }),
    },
  ],
})
