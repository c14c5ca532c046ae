import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Scene, type Stage, type Story, spreadOver } from './story.ts'
import { ONE_ACT_STRENGTHS, type Strength } from './strength.ts'

/** `below`: somebody rings the card, and nobody answers. */
const CALLS: Readonly<Record<Strength, number>> = { blatant: 12, clear: 5, above: 1, below: 3 }

/** A meter's card in a phone: somebody calls with it. The first call is the breach. */
export const voiceOnDataCard: Story = {
  id: 'voice-on-data-card',
  basis: 'hardBreach',
  expected: ['voice-on-data-card'],
  incidental: [],
  mustSuspend: true,
  strengths: ONE_ACT_STRENGTHS,
  card: {
    cardClass: 'iot',
    terms: () => ({
      scene: 'electricity-meter',
      functions: { voice: false, sms: false, data: true },
      soldered: false,
      protectedClass: null,
    }),
    background: 'usual',
  },
  spanMinutes: 15,
  play: callOnDataCard,
}

/** A handful of calls on a card whose contract closes voice. */
export function callOnDataCard(stage: Stage): readonly Scene[] {
  const peers = personNumbers(stage.random, CALLS[stage.strength])
  const times = spreadOver(stage, peers.length)
  const isBelow = stage.strength === 'below'
  return peers.map((peer, index) => ({
    act: call({
      at: times[index] ?? stage.from,
      peer,
      direction: isBelow ? 'incoming' : 'outgoing',
      durationSeconds: isBelow ? 0 : stage.random.between(20, 300),
    }),
    tips: index === 0 && !isBelow,
  }))
}
