import { MINUTE_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Unanswered calls to one person within ten minutes that are still accepted (E). */
const ACCEPTED_CALLS = 6
const REDIAL_MS = 8 * MINUTE_MS

/** Somebody is rung again and again. */
export const repeatUnanswered: Story = {
  id: 'repeat-unanswered',
  basis: 'statistical',
  expected: ['repeat-same-callee'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 10,
  play(stage) {
    const count = countFor(ACCEPTED_CALLS, stage.strength)
    return makeCalls(stage, {
      peers: personNumbers(stage.random, 1),
      count,
      times: spreadOver({ ...stage, until: stage.from + REDIAL_MS }, count),
      tipsAt: ACCEPTED_CALLS,
      details: () => ({ durationSeconds: 0, answered: false }),
    })
  },
}
