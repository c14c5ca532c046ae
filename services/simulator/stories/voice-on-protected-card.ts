import type { Story } from './story.ts'
import { ONE_ACT_STRENGTHS } from './strength.ts'
import { callOnDataCard } from './voice-on-data-card.ts'

/** The same breach on the card of a lift: lives may hang on it, so only people may stop it. */
export const voiceOnProtectedCard: Story = {
  id: 'voice-on-protected-card',
  basis: 'hardBreach',
  expected: ['voice-on-data-card'],
  incidental: [],
  mustSuspend: false,
  strengths: ONE_ACT_STRENGTHS,
  card: {
    cardClass: 'iot',
    terms: () => ({
      scene: 'lift-monitor',
      functions: { voice: false, sms: false, data: true },
      protectedClass: 'lift',
    }),
    background: 'usual',
  },
  spanMinutes: 15,
  play: callOnDataCard,
}
