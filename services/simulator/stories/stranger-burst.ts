import { call } from '../domain/acts.ts'
import { MINUTE_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** New callees within five minutes that are still accepted (C). */
const ACCEPTED_STRANGERS = 19
const BURST_MS = 4 * MINUTE_MS

/** One call to each of many people never called before, within minutes. */
export const strangerBurst: Story = {
  id: 'stranger-burst',
  basis: 'statistical',
  expected: ['stranger-burst'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 5,
  play(stage) {
    const strangers = countFor(ACCEPTED_STRANGERS, stage.strength)
    const times = spreadOver({ ...stage, until: stage.from + BURST_MS }, strangers)
    return personNumbers(stage.random, strangers).map((peer, index) => ({
      act: call({ at: times[index] ?? stage.from, peer, durationSeconds: index % 3 === 0 ? 4 : 0 }),
      tips: index === ACCEPTED_STRANGERS,
    }))
  },
}
