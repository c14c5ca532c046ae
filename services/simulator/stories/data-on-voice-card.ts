import type { Story } from './story.ts'
import { useUpData } from './use-up-data.ts'

/** Bytes on a card whose contract closes data that are still accepted (E). */
const ACCEPTED_BYTES = 2 ** 20

/** A call centre's card, sold for voice, serves as a way to the internet. */
export const dataOnVoiceCard: Story = {
  id: 'data-on-voice-card',
  basis: 'hardBreach',
  expected: ['data-on-voice-card'],
  incidental: [],
  card: { cardClass: 'telesales', background: 'none' },
  spanMinutes: 40,
  play: (stage) => useUpData(stage, { limits: [ACCEPTED_BYTES], parts: 20, apn: 'cmnet' }),
}
