import { SECOND_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** Calls at the same time that are still accepted: the legs of a conference (E). */
const ACCEPTED_CALLS = 6
const GAP_MS = 20 * SECOND_MS

/** One card carries more calls at once than a person can hold. */
export const concurrentCalls: Story = {
  id: 'concurrent-calls',
  basis: 'statistical',
  expected: ['concurrent-calls'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 40,
  play(stage) {
    const count = countFor(ACCEPTED_CALLS, stage.strength)
    return makeCalls(stage, {
      peers: personNumbers(stage.random, count),
      count,
      times: Array.from({ length: count }, (_, index) => stage.from + index * GAP_MS),
      tipsAt: ACCEPTED_CALLS,
      details: () => ({ answered: true, durationSeconds: 900, releaseCause: 'normal' }),
    })
  },
}
