import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import type { Strength } from './strength.ts'

/** Seconds of outgoing calls a day that are still accepted (E). */
const ACCEPTED_SECONDS = 36_000
const CALL_SECONDS = 2_000
/** Calls that take so long together; a day has no room for much more. */
const CALLS: Readonly<Record<Strength, number>> = { blatant: 26, clear: 23, above: 19, below: 17 }

/** A phone card that is never hung up: a line for others. */
export const highUsageCalls: Story = {
  id: 'high-usage-calls',
  basis: 'statistical',
  expected: ['high-usage'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 15 * 60,
  clock: [7, 23],
  play: (stage) =>
    makeCalls(stage, {
      peers: personNumbers(stage.random, 3),
      count: CALLS[stage.strength],
      tipsAt: ACCEPTED_SECONDS / CALL_SECONDS,
      details: () => ({ answered: true, durationSeconds: CALL_SECONDS, releaseCause: 'normal' }),
    }),
}
