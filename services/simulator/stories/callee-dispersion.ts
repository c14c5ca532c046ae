import { call } from '../domain/acts.ts'
import { MINUTE_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { type Story, spreadOver } from './story.ts'
import { isOneOf, shareFor } from './strength.ts'

/** Different callees of all calls of a week that are still accepted (C). */
const ACCEPTED_DISPERSION = 0.70928
/** Calls that the ratio needs as support (C). */
const SUPPORT_CALLS = 20
const CALLS = 48

/** Hardly anybody is called twice; most ring back, so it is no one-way caller. */
export const calleeDispersion: Story = {
  id: 'callee-dispersion',
  basis: 'statistical',
  expected: ['callee-dispersion'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 480,
  play(stage) {
    const { random, strength } = stage
    const share = shareFor(ACCEPTED_DISPERSION, strength)
    const peers = personNumbers(random, CALLS + 1)
    let met = 0
    return spreadOver(stage, CALLS).flatMap((at, index) => {
      if (isOneOf(share, index)) met += 1
      const peer = peers[met] ?? ''
      const back = call({ at: at + 2 * MINUTE_MS, peer, direction: 'incoming' })
      const tips = index === SUPPORT_CALLS - 1 && strength !== 'below'
      return [{ act: call({ at, peer }), tips }, { act: back }]
    })
  },
}
