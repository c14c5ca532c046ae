import { moveCard } from './move-card.ts'
import type { Story } from './story.ts'
import { ONE_ACT_STRENGTHS } from './strength.ts'

/** Of 24 reports, over more than an hour: a device binds when it was seen in two. */
const PARTS_BEFORE = 18

/** A card without a list of devices, bound by use, is moved. */
export const imeiChangeUnbound: Story = {
  id: 'imei-change-unbound',
  basis: 'hardBreach',
  expected: ['imei-change'],
  incidental: ['used-in-phone'],
  strengths: ONE_ACT_STRENGTHS,
  card: {
    cardClass: 'iot',
    terms: () => ({ scene: 'air-sensor', soldered: false, boundImeis: null, protectedClass: null }),
    background: 'none',
  },
  spanMinutes: 85,
  play: (stage) => moveCard(stage, PARTS_BEFORE),
}
