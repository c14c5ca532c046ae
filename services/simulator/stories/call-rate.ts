import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Calls an hour that are still accepted (A). */
const ACCEPTED_CALLS = 60
/** Above the 20 an hour that make it more than redialling (E); each is called more than once, so it is no fan-out to strangers. */
const CALLEES = 30

/** A dialler works through a list again and again, slower than any burst. */
export const callRate: Story = {
  id: 'call-rate',
  basis: 'statistical',
  expected: ['call-rate'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 50,
  play(stage) {
    const peers = personNumbers(stage.random, CALLEES)
    const [first = ''] = peers
    return spreadOver(stage, countFor(ACCEPTED_CALLS, stage.strength)).map((at, index) => ({
      act: call({
        at,
        peer: peers[index % peers.length] ?? first,
        durationSeconds: stage.random.chance(0.6) ? stage.random.between(3, 25) : 0,
      }),
      tips: index === ACCEPTED_CALLS,
    }))
  },
}
