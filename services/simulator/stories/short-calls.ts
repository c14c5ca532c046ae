import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import { isOneOf, shareFor } from './strength.ts'

/** Calls of at most ten seconds, of all answered ones of a day, that are still accepted (E). */
const ACCEPTED_SHARE = 0.7
/** Answered calls that the ratio needs as support (E). */
const SUPPORT_CALLS = 20

/** People hang up on this card as soon as they hear it. */
export const shortCalls: Story = {
  id: 'short-calls',
  basis: 'statistical',
  expected: ['short-calls'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 480,
  play(stage) {
    const { random, strength } = stage
    const share = shareFor(ACCEPTED_SHARE, strength)
    return makeCalls(stage, {
      peers: personNumbers(random, 12),
      count: 2 * SUPPORT_CALLS,
      ...(strength !== 'below' && { tipsAt: SUPPORT_CALLS - 1 }),
      details: (index) => ({
        answered: true,
        releaseCause: 'normal',
        durationSeconds: isOneOf(share, index) ? random.between(2, 9) : random.between(20, 200),
      }),
    })
  },
}
