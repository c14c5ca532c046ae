import { digits } from '../domain/numbers.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** Calls an hour to expensive numbers that are still accepted (E). */
const ACCEPTED_CALLS = 4
/** Of satellite networks; the policy must list it, or nobody can see it. */
export const PREMIUM_PREFIX = '00881'

/** A stolen card earns money for somebody abroad. */
export const highCostDestination: Story = {
  id: 'high-cost-destination',
  basis: 'statistical',
  expected: ['high-cost-destination'],
  incidental: [],
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 50,
  play(stage) {
    const number = () => `${PREMIUM_PREFIX}${digits(stage.random.below(100_000_000), 8)}`
    const count = countFor(ACCEPTED_CALLS, stage.strength)
    return makeCalls(stage, {
      peers: [number(), number()],
      count,
      tipsAt: ACCEPTED_CALLS,
      details: () => ({ durationSeconds: 180, answered: true, releaseCause: 'normal' }),
    })
  },
}
