import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { type Story, spreadOver } from './story.ts'
import { isOneOf, type Strength } from './strength.ts'

/** Outgoing calls that the ratio needs as support (C); every other call is one. */
const SUPPORT_CALLS = 20
const SUPPORT_INDEX = 2 * (SUPPORT_CALLS - 1)
const CALLS = 60
/** Calls for each counterpart; below 1.5 is too few (C). */
const CALLS_PER_CONTACT: Readonly<Record<Strength, number>> = {
  blatant: 1,
  clear: 1.2,
  above: 1.42,
  below: 1.6,
}

/** Calls with many people, in both directions, hardly ever twice with the same one. */
export const fewCallsPerContact: Story = {
  id: 'few-calls-per-contact',
  basis: 'statistical',
  expected: ['few-calls-per-contact'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 600,
  play(stage) {
    const { random, strength } = stage
    const share = 1 / CALLS_PER_CONTACT[strength]
    const peers = personNumbers(random, CALLS + 1)
    let met = 0
    return spreadOver(stage, CALLS).map((at, index) => {
      if (isOneOf(share, index)) met += 1
      const direction = index % 2 === 0 ? 'outgoing' : 'incoming'
      const act = call({ at, peer: peers[met] ?? '', direction })
      return { act, tips: index === SUPPORT_INDEX && strength !== 'below' }
    })
  },
}
