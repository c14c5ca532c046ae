import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Story, spreadOver } from './story.ts'
import { ONE_ACT_STRENGTHS } from './strength.ts'

/** A phone that was used for fraud; the policy must list it, or nobody can see it. */
export const RISK_DEVICE = '86999015888888'
/** `below`: the next one from the factory. */
const NEIGHBOUR = '86999015888889'

/** A fresh card is put into a phone that was used for fraud before. */
export const highRiskDevice: Story = {
  id: 'high-risk-device',
  basis: 'statistical',
  expected: ['high-risk-device'],
  // Two plants have the one phone in common.
  incidental: ['device-with-many-sims', 'cloned-imei'],
  strengths: ONE_ACT_STRENGTHS,
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 60,
  play(stage) {
    const { random, strength } = stage
    const imei = `${strength === 'below' ? NEIGHBOUR : RISK_DEVICE}${random.below(10)}`
    const peers = personNumbers(random, strength === 'above' ? 1 : 8)
    const times = spreadOver(stage, peers.length)
    return peers.map((peer, index) => ({
      act: call({ at: times[index] ?? stage.from, peer, imei }),
      tips: index === 0 && strength !== 'below',
    }))
  },
}
