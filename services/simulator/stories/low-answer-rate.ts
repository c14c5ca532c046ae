import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import { isOneOf, shareFor } from './strength.ts'

/** Calls to numbers that do not exist, of all of an hour, that are still accepted (E). */
const ACCEPTED_SHARE = 0.3
/** Calls that the ratio needs as support (E). */
const SUPPORT_CALLS = 30

/** Somebody tries numbers at random: many belong to nobody. */
export const lowAnswerRate: Story = {
  id: 'low-answer-rate',
  basis: 'statistical',
  expected: ['low-answer-rate'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 50,
  play(stage) {
    const { random, strength } = stage
    const share = shareFor(ACCEPTED_SHARE, strength)
    return makeCalls(stage, {
      peers: personNumbers(random, 14),
      count: SUPPORT_CALLS + 10,
      ...(strength !== 'below' && { tipsAt: SUPPORT_CALLS - 1 }),
      details: (index) =>
        isOneOf(share, index)
          ? { answered: false, durationSeconds: 0, releaseCause: 'invalidNumber' }
          : { answered: true, durationSeconds: 30, releaseCause: 'normal' },
    })
  },
}
