import { DAY_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** Calls a day in a card's first week that are still accepted (E). */
const ACCEPTED_CALLS = 40

/** A card bought yesterday is worked hard before anybody can complain. */
export const newCardRush: Story = {
  id: 'new-card-rush',
  basis: 'statistical',
  expected: ['new-card-rush'],
  incidental: CALLING_DETECTORS,
  card: {
    cardClass: 'ordinary',
    terms: ({ from }) => ({ activatedAt: from - 2 * DAY_MS, eventTime: from - 2 * DAY_MS }),
    background: 'none',
  },
  spanMinutes: 420,
  play(stage) {
    const count = countFor(ACCEPTED_CALLS, stage.strength)
    const peers = personNumbers(stage.random, count)
    return makeCalls(stage, { peers, count, tipsAt: ACCEPTED_CALLS })
  },
}
