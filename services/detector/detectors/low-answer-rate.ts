import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { percent } from '../domain/percent.ts'
import { above, atLeast, below, defineDetector } from './detector.ts'

/**
 * Dials numbers that nobody answers, `answerRatio.1h < lowestAnswerRatio`, or that do not exist,
 * `invalidRatio.1h > invalidRatio`; with `callsOutgoing.1h >= minimumCalls` to at least
 * `minimumCallees` numbers, since whoever redials one busy number tries no list.
 */
export const lowAnswerRate = defineDetector({
  id: 'low-answer-rate',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'WRONG_DESTINATION_ADDRESS',
  requirement: 'OUTBOUND-13',
  features: ['callsOutgoing.1h', 'peersDistinct.1h', 'answerRatio.1h', 'invalidRatio.1h'],
  settings: z.strictObject({
    lowestAnswerRatio: Limit,
    invalidRatio: Limit,
    minimumCalls: z.int().positive(),
    minimumCallees: z.int().positive(),
  }),
  alternatives: (_card, { lowestAnswerRatio, invalidRatio, minimumCalls, minimumCallees }) => {
    const support = [
      atLeast('callsOutgoing.1h', minimumCalls),
      atLeast('peersDistinct.1h', minimumCallees),
    ]
    return [
      {
        when: [...support, below('answerRatio.1h', lowestAnswerRatio, { scale: 'ratio' })],
        say: ([calls, callees, ratio = 0]) => ({
          en: `${calls} outgoing calls within an hour to ${callees} numbers, ${percent(ratio)} of them answered`,
          zh: `一小时内主叫 ${calls} 次，被叫 ${callees} 个号码，接通率 ${percent(ratio)}`,
        }),
      },
      {
        when: [...support, above('invalidRatio.1h', invalidRatio, { scale: 'ratio' })],
        say: ([calls, callees, ratio = 0]) => ({
          en: `${calls} outgoing calls within an hour to ${callees} numbers, ${percent(ratio)} of them to numbers that do not exist`,
          zh: `一小时内主叫 ${calls} 次，被叫 ${callees} 个号码，空号率 ${percent(ratio)}`,
        }),
      },
    ]
  },
})
