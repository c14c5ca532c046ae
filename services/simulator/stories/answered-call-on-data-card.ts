import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Story, spreadOver } from './story.ts'
import { ONE_ACT_STRENGTHS } from './strength.ts'

/** Somebody picks up on a card whose contract closes voice: the act is the caller's, so voice is barred and no more. */
export const answeredCallOnDataCard: Story = {
  id: 'answered-call-on-data-card',
  basis: 'hardBreach',
  expected: ['voice-on-data-card'],
  incidental: [],
  strengths: ONE_ACT_STRENGTHS,
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
    const isBelow = stage.strength === 'below'
    const peers = personNumbers(stage.random, stage.strength === 'above' ? 1 : 3)
    const times = spreadOver(stage, peers.length)
    return peers.map((peer, index) => ({
      act: call({
        at: times[index] ?? stage.from,
        peer,
        direction: 'incoming',
        // Below: it rings, and nobody answers.
        durationSeconds: isBelow ? 0 : 40,
      }),
      tips: index === 0 && !isBelow,
    }))
  },
}
