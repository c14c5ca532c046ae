import { message } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Messages to persons a day that are still accepted (E). */
const ACCEPTED_MESSAGES = 20

/** A card that may write to its platform is used like a phone. */
export const smsOnVoiceDisabledCard: Story = {
  id: 'sms-on-voice-disabled-card',
  basis: 'statistical',
  expected: ['sms-on-voice-disabled-card'],
  incidental: [],
  card: {
    cardClass: 'iot',
    terms: () => ({
      scene: 'vending-machine',
      functions: { voice: false, sms: true, data: true },
      protectedClass: null,
    }),
    background: 'usual',
  },
  spanMinutes: 40,
  play(stage) {
    const peers = personNumbers(stage.random, 6)
    const [first = ''] = peers
    return spreadOver(stage, countFor(ACCEPTED_MESSAGES, stage.strength)).map((at, index) => ({
      act: message({ at, peer: peers[index % peers.length] ?? first }),
      tips: index === ACCEPTED_MESSAGES,
    }))
  },
}
