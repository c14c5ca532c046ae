import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** Strangers called between nine in the evening and nine in the morning that are still accepted (E). */
const ACCEPTED_STRANGERS = 9

/** A phone card wakes strangers. */
export const nightCalls: Story = {
  id: 'night-calls',
  basis: 'statistical',
  expected: ['calls-outside-hours'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 90,
  clock: [22, 24],
  play(stage) {
    const count = countFor(ACCEPTED_STRANGERS, stage.strength)
    const peers = personNumbers(stage.random, count)
    return makeCalls(stage, { peers, count, tipsAt: ACCEPTED_STRANGERS })
  },
}
