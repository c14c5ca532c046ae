import { message } from '../domain/acts.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Messages a day of a machine that are still accepted (E). */
const ACCEPTED_MESSAGES = 100

/** A terminal has gone mad, or somebody sends through it. */
export const smsFloodIot: Story = {
  id: 'sms-flood-iot',
  basis: 'statistical',
  expected: ['sms-flood'],
  incidental: [],
  card: {
    cardClass: 'iot',
    terms: () => ({
      scene: 'vending-machine',
      functions: { voice: false, sms: true, data: true },
      protectedClass: null,
    }),
    background: 'data',
  },
  spanMinutes: 600,
  play(stage) {
    const peer = `1069${stage.card.number.slice(-8)}`
    return spreadOver(stage, countFor(ACCEPTED_MESSAGES, stage.strength)).map((at, index) => ({
      act: message({ at, peer, peerKind: 'platform' }),
      tips: index === ACCEPTED_MESSAGES,
    }))
  },
}
