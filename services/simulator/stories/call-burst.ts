import { call } from '../domain/acts.ts'
import { MINUTE_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Calls within five minutes that are still accepted (C). */
const ACCEPTED_CALLS = 30
/** Short of five minutes, so that the burst fits into the window wherever its slides begin. */
const BURST_MS = 4 * MINUTE_MS

/** A few people are rung without pause: 呼死你. */
export const callBurst: Story = {
  id: 'call-burst',
  basis: 'statistical',
  expected: ['call-burst'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 5,
  play(stage) {
    const [first = '', ...others] = personNumbers(stage.random, 4)
    const peers = [first, ...others]
    const span = { ...stage, until: stage.from + BURST_MS }
    return spreadOver(span, countFor(ACCEPTED_CALLS, stage.strength)).map((at, index) => ({
      act: call({ at, peer: peers[index % peers.length] ?? first, durationSeconds: 0 }),
      tips: index === ACCEPTED_CALLS,
    }))
  },
}
