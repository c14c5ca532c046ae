import { dataPart } from '../domain/acts.ts'
import { type Story, spreadOver } from './story.ts'
import { amountFor } from './strength.ts'

const MIB = 2 ** 20
const CARDS = 12
/** What each of the others uses; ten times that is still accepted (E). */
const USUAL_BYTES = 3 * MIB
const ACCEPTED_TIMES = 10
const PARTS = 24

/** One card lives at the cost of all others in its pool, which is far from empty. */
export const poolHog: Story = {
  id: 'pool-hog',
  basis: 'statistical',
  expected: ['pool-exhaustion'],
  incidental: ['data-spike'],
  card: {
    cardClass: 'iot',
    terms: ({ plant }) => ({
      scene: 'asset-tracker',
      pool: `pool-${plant}`,
      // One cycle for all.
      billingCycleStartDay: 1,
      quotaBytes: 100 * MIB,
      directed: true,
      protectedClass: null,
    }),
    background: 'none',
  },
  members: () => CARDS,
  group: ({ plant }) => ({ kind: 'pool', id: `pool-${plant}` }),
  spanMinutes: 480,
  play(stage) {
    const greedy = amountFor(ACCEPTED_TIMES * USUAL_BYTES, stage.strength)
    const middle = (stage.from + stage.until) / 2
    const others = spreadOver({ ...stage, until: middle }, (CARDS - 1) * 3).map((at, index) => ({
      act: dataPart(Math.ceil(USUAL_BYTES / 3), { at, apn: 'cmiot' }),
      member: 1 + (index % (CARDS - 1)),
    }))
    const part = Math.ceil(greedy / PARTS)
    const tipping = Math.floor((ACCEPTED_TIMES * USUAL_BYTES) / part)
    const hog = spreadOver({ ...stage, from: middle }, PARTS).map((at, index) => ({
      act: dataPart(part, { at, apn: 'cmiot' }),
      tips: index === tipping,
    }))
    return [...others, ...hog]
  },
}
