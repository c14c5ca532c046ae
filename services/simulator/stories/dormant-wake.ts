import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { lastUse } from './last-use.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** New callees a day after a long silence that are still accepted (E). */
const ACCEPTED_STRANGERS = 9

/** A card bought and laid aside for months wakes up and calls strangers. */
export const dormantWake: Story = {
  id: 'dormant-wake',
  basis: 'statistical',
  expected: ['dormant-wake'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 35,
  play(stage) {
    const times = spreadOver(stage, countFor(ACCEPTED_STRANGERS, stage.strength))
    const calls = personNumbers(stage.random, times.length).map((peer, index) => ({
      act: call({
        at: times[index] ?? stage.from,
        peer,
        durationSeconds: index % 2 === 0 ? 30 : 0,
      }),
      tips: index === ACCEPTED_STRANGERS,
    }))
    return [{ act: lastUse(stage.card, stage.from) }, ...calls]
  },
}
