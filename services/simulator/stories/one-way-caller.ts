import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { type Story, spreadOver } from './story.ts'
import { isOneOf, shareFor } from './strength.ts'

/** Outgoing of all calls of a week that are still accepted (C). */
const ACCEPTED_RATIO = 0.83232
/** Calls that the ratio needs as support (C). */
const SUPPORT_CALLS = 20
const CALLS = 45
const CONTACTS = 6

/** A card calls a few people and is hardly ever called: nobody knows its number. */
export const oneWayCaller: Story = {
  id: 'one-way-caller',
  basis: 'statistical',
  expected: ['one-way-caller'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 480,
  play(stage) {
    const { random, strength } = stage
    const incomingShare = 1 - shareFor(ACCEPTED_RATIO, strength)
    const peers = personNumbers(random, CONTACTS)
    let outgoing = 0
    return spreadOver(stage, CALLS).map((at, index) => {
      const peer = peers[index % peers.length] ?? ''
      // An incoming call is there before its turn, so that the share is never above.
      const isIncoming = index === 0 || isOneOf(incomingShare, index)
      if (isIncoming) return { act: call({ at, peer, direction: 'incoming' }) }
      outgoing += 1
      return { act: call({ at, peer }), tips: outgoing === SUPPORT_CALLS && strength !== 'below' }
    })
  },
}
