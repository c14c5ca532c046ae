import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Calls that the ratios need as support (C). */
const SUPPORT_CALLS = 50

/** Each call goes to somebody else and nobody ever calls back: undeclared telesales, at a patient pace. */
export const dispersedOneWayCaller: Story = {
  id: 'dispersed-one-way-caller',
  basis: 'statistical',
  expected: ['dispersed-one-way-caller'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 80,
  play(stage) {
    // One fewer than the support is the greatest number that is still accepted.
    const calls = countFor(SUPPORT_CALLS - 1, stage.strength)
    const times = spreadOver(stage, calls)
    return personNumbers(stage.random, calls).map((peer, index) => ({
      act: call({
        at: times[index] ?? stage.from,
        peer,
        durationSeconds: stage.random.chance(0.5) ? stage.random.between(4, 60) : 0,
      }),
      tips: index === SUPPORT_CALLS - 1,
    }))
  },
}
