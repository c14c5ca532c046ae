import { placeAbroad } from '../domain/place.ts'
import { goAway } from './go-away.ts'
import type { Story } from './story.ts'

/** Somewhere that is not China. */
const FOREIGN_PLMN = '45204'

/** A thing whose contract knows no roaming is taken over the border. */
export const roamingNotAllowed: Story = {
  id: 'roaming-not-allowed',
  basis: 'hardBreach',
  expected: ['roaming-not-allowed'],
  incidental: ['region-fence'],
  card: {
    cardClass: 'iot',
    terms: () => ({ scene: 'asset-tracker', roaming: false, protectedClass: null }),
    background: 'none',
  },
  spanMinutes: 46 * 60,
  play: (stage) => goAway(stage, placeAbroad(FOREIGN_PLMN, stage.random)),
}
