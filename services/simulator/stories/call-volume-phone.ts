import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** Calls a day of a phone that are still accepted; acted on above 80 (D). */
const ACCEPTED_CALLS = 50
const CONTACTS = 12

/** A phone card is on the line the whole day, with a dozen people. */
export const callVolumePhone: Story = {
  id: 'call-volume-phone',
  basis: 'statistical',
  expected: ['call-volume-day'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 600,
  play(stage) {
    const count = countFor(ACCEPTED_CALLS, stage.strength)
    const peers = personNumbers(stage.random, CONTACTS)
    return makeCalls(stage, { peers, count, tipsAt: ACCEPTED_CALLS })
  },
}
