import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { makeCalls } from './make-calls.ts'
import { hoursWith } from './plan-hours.ts'
import { type Story, spreadOver } from './story.ts'
import { ONE_ACT_STRENGTHS } from './strength.ts'

/** A hotline that may only be called calls its customers; `below` it is called. */
export const inboundOnlyCallsOut: Story = {
  id: 'inbound-only-calls-out',
  basis: 'hardBreach',
  expected: ['inbound-only-calls-out'],
  incidental: ['machine-dialling', 'low-answer-rate'],
  strengths: ONE_ACT_STRENGTHS,
  card: {
    cardClass: 'telesales',
    terms: (stage) => ({ ...hoursWith(stage), inboundOnly: true }),
    background: 'none',
  },
  spanMinutes: 60,
  play(stage) {
    const count = stage.strength === 'above' ? 1 : 30
    const peers = personNumbers(stage.random, count)
    if (stage.strength !== 'below') return makeCalls(stage, { peers, count, tipsAt: 0 })
    const times = spreadOver(stage, count)
    return peers.map((peer, index) => ({
      act: call({ at: times[index] ?? stage.from, peer, direction: 'incoming' }),
    }))
  },
}
