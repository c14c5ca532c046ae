import { moveCard } from './move-card.ts'
import type { Story } from './story.ts'
import { ONE_ACT_STRENGTHS } from './strength.ts'

/** A bound card is moved into another device: the contract names its devices. */
export const imeiChange: Story = {
  id: 'imei-change',
  basis: 'hardBreach',
  expected: ['imei-change'],
  incidental: ['used-in-phone'],
  strengths: ONE_ACT_STRENGTHS,
  card: {
    cardClass: 'iot',
    terms: () => ({ scene: 'street-light', soldered: false, protectedClass: null }),
    background: 'none',
  },
  spanMinutes: 45,
  play: (stage) => moveCard(stage),
}
