import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Story, spreadOver } from './story.ts'
import { ONE_ACT_STRENGTHS } from './strength.ts'

/** Where a den of fraud was; the policy must list it, or nobody can see it. */
export const RISK_CELL = '460-00-1999-60001'
const NEIGHBOUR = '460-00-1999-60002'

/** A card works from where a den of fraud was; `below` from next door. */
export const highRiskCell: Story = {
  id: 'high-risk-cell',
  basis: 'statistical',
  expected: ['high-risk-cell'],
  incidental: [],
  strengths: ONE_ACT_STRENGTHS,
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 60,
  play(stage) {
    const { card, random, strength } = stage
    const cell = strength === 'below' ? NEIGHBOUR : RISK_CELL
    const peers = personNumbers(random, strength === 'above' ? 1 : 8)
    const times = spreadOver(stage, peers.length)
    return peers.map((peer, index) => ({
      act: call({ at: times[index] ?? stage.from, peer, place: { region: card.region, cell } }),
      tips: index === 0 && strength !== 'below',
    }))
  },
}
