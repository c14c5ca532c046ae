import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import type { Strength } from './strength.ts'

/**
 * Calls a day at least that count as a change (E); how many are enough depends on the card's own days.
 * `below` is a lively day: it stays under the thirty, whatever else the card does.
 */
const CALLS: Readonly<Record<Strength, number>> = { blatant: 110, clear: 75, above: 45, below: 5 }

/** A person's card calls in a day what it never did before. */
export const ownBaselineShift: Story = {
  id: 'own-baseline-shift',
  basis: 'statistical',
  expected: ['own-baseline-shift'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'usual' },
  spanMinutes: 600,
  afterDays: 9,
  play(stage) {
    const count = CALLS[stage.strength]
    return makeCalls(stage, { peers: personNumbers(stage.random, 10), count })
  },
}
