import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { slidingSpan } from '../domain/window.ts'
import { callersIn } from '../group/callers.ts'
import { defineGroupDetector, exceeds, type Sight } from './group-detector.ts'

const TEN_MINUTES_MS = 600_000
const MINUTE_MS = 60_000

/**
 * Many cards ring one person again and again: `callersDistinct.10m > callersPer10Minutes`, where a
 * card counts from its second unanswered call within ten minutes on.
 */
export const calleeBombing = defineGroupDetector({
  id: 'callee-bombing',
  version: 1,
  exceptionId: 'SUSPICION_OF_DDOS_ATTACK',
  basis: 'statistical',
  requirement: 'LAW-18',
  kinds: ['peer'],
  windows: ['10m'],
  quietMs: TEN_MINUTES_MS,
  bucketMs: MINUTE_MS,
  classes: (sight) => callers(sight).map(({ cardClass }) => cardClass),
  settings: z.strictObject({ callersPer10Minutes: Limit }),
  alternatives(sight, { callersPer10Minutes }) {
    const members = callers(sight)
    const span = slidingSpan(sight.at, '10m')
    const observation = { feature: 'callersDistinct.10m', observed: members.length, span }
    return [
      {
        when: [exceeds(observation, callersPer10Minutes)],
        members,
        say: ([cards]) => ({
          en: `${cards} cards rang one person repeatedly within 10 minutes, unanswered`,
          zh: `10 分钟内 ${cards} 张卡反复拨打同一用户且未接通`,
        }),
      },
    ]
  },
})

function callers({ state, at }: Sight) {
  return callersIn(state, slidingSpan(at, '10m')).map(({ card }) => card)
}
