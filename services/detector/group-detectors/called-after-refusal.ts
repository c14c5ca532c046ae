import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { unwantedCalls } from '../group/callers.ts'
import { defineGroupDetector, exceeds } from './group-detector.ts'

const HOUR_MS = 3_600_000
const TWO_DAYS_MS = 172_800_000

/**
 * A telesales tenant calls somebody who has refused its calls: `callsAfterRefusal.2d > maximumCalls`,
 * where each card counts once an hour.
 */
export const calledAfterRefusal = defineGroupDetector({
  id: 'called-after-refusal',
  version: 1,
  exceptionId: 'WRONG_DESTINATION_ADDRESS',
  basis: 'hardBreach',
  requirement: 'OUTBOUND-3',
  kinds: ['peer'],
  windows: [],
  quietMs: HOUR_MS,
  bucketMs: HOUR_MS,
  classes: ({ state }) => unwantedCalls(state).map(({ caller }) => caller.card.cardClass),
  settings: z.strictObject({ maximumCalls: Limit }),
  alternatives({ state, at }, { maximumCalls }) {
    const found = unwantedCalls(state)
    const observation = {
      feature: 'callsAfterRefusal.2d',
      observed: found.reduce((sum, { times }) => sum + times.length, 0),
      span: { start: at - TWO_DAYS_MS, end: at + 1 },
    }
    return [
      {
        when: [exceeds(observation, maximumCalls)],
        members: found.map(({ caller }) => caller.card),
        say: ([calls]) => ({
          en: `${calls} call(s) to a person who has refused further calls`,
          zh: `对已拒绝来电的用户再次外呼 ${calls} 次`,
        }),
      },
    ]
  },
})
