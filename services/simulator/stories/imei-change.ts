import { moveCard } from './move-card.ts'
import type { Story } from './story.ts'

/** A bound card is moved into another device: the contract names its devices. */
export const imeiChange: Story = {
  id: 'imei-change',
  basis: 'hardBreach',
  expected: ['imei-change'],
  incidental: ['used-in-phone'],
  card: {
    cardClass: 'iot',
    terms: () => ({ scene: 'street-light', soldered: false, protectedClass: null }),
    background: 'none',
  },
  spanMinutes: 45,
  play: moveCard,
}
