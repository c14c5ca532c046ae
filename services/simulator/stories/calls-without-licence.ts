import { DAY_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { makeCalls } from './make-calls.ts'
import { hoursWith } from './plan-hours.ts'
import type { Story } from './story.ts'
import { ONE_ACT_STRENGTHS } from './strength.ts'

/** A call centre calls on after its licence has run out; `below` it runs out tomorrow. */
export const callsWithoutLicence: Story = {
  id: 'calls-without-licence',
  basis: 'hardBreach',
  expected: ['calls-without-licence'],
  incidental: ['machine-dialling', 'low-answer-rate'],
  strengths: ONE_ACT_STRENGTHS,
  card: {
    cardClass: 'telesales',
    terms(stage) {
      const { telesales } = hoursWith(stage)
      const licenceValidTo = stage.from + (stage.strength === 'below' ? 1 : -1) * DAY_MS
      return { telesales: { ...telesales, licenceValidTo } }
    },
    background: 'none',
  },
  spanMinutes: 60,
  play(stage) {
    const count = stage.strength === 'above' ? 1 : 25
    const peers = personNumbers(stage.random, count)
    return makeCalls(stage, { peers, count, ...(stage.strength !== 'below' && { tipsAt: 0 }) })
  },
}
