import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** Different callees within an hour that are still accepted (E). */
const ACCEPTED_CALLEES = 30

/** Many people are called within an hour, too slowly for a burst. */
export const manyCallees: Story = {
  id: 'many-callees',
  basis: 'statistical',
  expected: ['many-callees'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 50,
  play(stage) {
    const count = countFor(ACCEPTED_CALLEES, stage.strength)
    const peers = personNumbers(stage.random, count)
    return makeCalls(stage, { peers, count, tipsAt: ACCEPTED_CALLEES })
  },
}
