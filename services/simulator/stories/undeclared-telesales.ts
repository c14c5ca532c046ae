import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** Calls a day of a card that calls strangers only that are still accepted (D). */
const ACCEPTED_CALLS = 80

/** A phone card does a seat's work in a call centre. */
export const undeclaredTelesales: Story = {
  id: 'undeclared-telesales',
  basis: 'statistical',
  expected: ['undeclared-telesales'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 600,
  play(stage) {
    const count = countFor(ACCEPTED_CALLS, stage.strength)
    const peers = personNumbers(stage.random, count)
    return makeCalls(stage, { peers, count, tipsAt: ACCEPTED_CALLS })
  },
}
