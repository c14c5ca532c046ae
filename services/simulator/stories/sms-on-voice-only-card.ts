import { message } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Story, spreadOver } from './story.ts'
import { ONE_ACT_STRENGTHS } from './strength.ts'

/** Messages up to this number are warned of; the next one is acted on (E). */
const WARNED_MESSAGES = 2

/** A call centre's card, sold for voice, writes as well; `below` it is written to. */
export const smsOnVoiceOnlyCard: Story = {
  id: 'sms-on-voice-only-card',
  basis: 'hardBreach',
  expected: ['sms-on-data-card'],
  incidental: [],
  strengths: ONE_ACT_STRENGTHS,
  card: { cardClass: 'telesales', background: 'usual' },
  spanMinutes: 30,
  play(stage) {
    const isBelow = stage.strength === 'below'
    const peers = personNumbers(stage.random, stage.strength === 'above' ? 1 : 15)
    const times = spreadOver(stage, peers.length)
    return peers.map((peer, index) => ({
      act: message({
        at: times[index] ?? stage.from,
        peer,
        direction: isBelow ? 'incoming' : 'outgoing',
      }),
      tips: !isBelow && (index === 0 || index === WARNED_MESSAGES),
    }))
  },
}
