import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Scene, type Stage, type Story, spreadOver } from './story.ts'

/** A meter's card in a phone: somebody calls with it. The first call is the breach. */
export const voiceOnDataCard: Story = {
  id: 'voice-on-data-card',
  basis: 'hardBreach',
  expected: ['voice-on-data-card'],
  incidental: [],
  mustSuspend: true,
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
  const peers = personNumbers(stage.random, 5)
  const times = spreadOver(stage, peers.length)
  return peers.map((peer, index) => ({
    act: call({
      at: times[index] ?? stage.from,
      peer,
      durationSeconds: stage.random.between(20, 300),
    }),
    tips: index === 0,
  }))
}
