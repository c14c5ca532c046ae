import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Story, spreadOver } from './story.ts'

/** Somebody picks up on a card whose contract closes voice: the act is the caller's, so voice is barred and no more. */
export const answeredCallOnDataCard: Story = {
  id: 'answered-call-on-data-card',
  basis: 'hardBreach',
  expected: ['voice-on-data-card'],
  incidental: [],
  card: {
    cardClass: 'iot',
    terms: () => ({
      scene: 'asset-tracker',
      functions: { voice: false, sms: false, data: true },
      protectedClass: null,
    }),
    background: 'usual',
  },
  spanMinutes: 10,
  play(stage) {
    const peers = personNumbers(stage.random, 3)
    const times = spreadOver(stage, peers.length)
    return peers.map((peer, index) => ({
      act: call({ at: times[index] ?? stage.from, peer, direction: 'incoming' }),
      tips: index === 0,
    }))
  },
}
