import { moveCard } from './move-card.ts'
import type { Story } from './story.ts'
import { ONE_ACT_STRENGTHS } from './strength.ts'

/** A soldered card reports from another device: it was torn out. Only people may undo a stop, so a stop may wait for them. */
export const imeiChangeSoldered: Story = {
  id: 'imei-change-soldered',
  basis: 'hardBreach',
  expected: ['imei-change'],
  incidental: ['used-in-phone'],
  strengths: ONE_ACT_STRENGTHS,
  card: {
    cardClass: 'iot',
    terms: () => ({ scene: 'electricity-meter', soldered: true, protectedClass: null }),
    background: 'none',
  },
  spanMinutes: 45,
  play: (stage) => moveCard(stage),
}
