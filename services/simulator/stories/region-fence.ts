import { placeIn } from '../domain/place.ts'
import { goAway } from './go-away.ts'
import type { Story } from './story.ts'

/** A thing that belongs into one province is taken to another. */
export const regionFence: Story = {
  id: 'region-fence',
  basis: 'hardBreach',
  expected: ['region-fence'],
  incidental: ['impossible-travel'],
  card: {
    cardClass: 'iot',
    terms: () => ({ scene: 'shared-bike', protectedClass: null }),
    background: 'none',
  },
  spanMinutes: 46 * 60,
  play: (stage) => goAway(stage, placeIn('CN-HL', stage.random)),
}
