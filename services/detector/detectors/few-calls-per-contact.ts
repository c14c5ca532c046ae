import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { atLeast, below, defineDetector } from './detector.ts'

/**
 * Hardly anybody is spoken to twice: `callsPerCounterpart.30d < lowestCallsPerCounterpart`, calls of
 * both directions, with `callsOutgoing.30d >= minimumCalls`. Measured on a public table of a
 * carrier's users, where 3.7 % of normal people were below it.
 */
export const fewCallsPerContact = defineDetector({
  id: 'few-calls-per-contact',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'SW_CONTACTS',
  requirement: 'LAW-2',
  feedNeed: 'carriesIncoming',
  features: ['callsOutgoing.30d', 'callsPerCounterpart.30d'],
  settings: z.strictObject({
    lowestCallsPerCounterpart: Limit,
    minimumCalls: z.int().positive(),
  }),
  alternatives: (_card, { lowestCallsPerCounterpart, minimumCalls }) => [
    {
      when: [
        atLeast('callsOutgoing.30d', minimumCalls),
        below('callsPerCounterpart.30d', lowestCallsPerCounterpart),
      ],
      say: ([calls, each = 0]) => ({
        en: `${calls} outgoing calls in 30 days, and ${each.toFixed(2)} calls with each contact`,
        zh: `30 天内主叫 ${calls} 次，人均通话 ${each.toFixed(2)} 次`,
      }),
    },
  ],
})
