import { FAR_REGIONS, REGIONS } from '../cards/regions.ts'
import { dataPart } from '../domain/acts.ts'
import { placeIn } from '../domain/place.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Provinces within two days that are still accepted (D). */
const ACCEPTED_REGIONS = 2
const PARTS_PER_REGION = 3

/** A card is seen in one province after the other. */
export const regionJump: Story = {
  id: 'region-jump',
  basis: 'statistical',
  expected: ['region-jump'],
  incidental: ['impossible-travel'],
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 36 * 60,
  play(stage) {
    const { random } = stage
    const regions = [...REGIONS, ...FAR_REGIONS].slice(
      0,
      countFor(ACCEPTED_REGIONS, stage.strength),
    )
    const places = regions.map((region) => placeIn(region, random))
    return spreadOver(stage, places.length * PARTS_PER_REGION).map((at, index) => {
      const place = places[Math.floor(index / PARTS_PER_REGION)]
      const act = dataPart(random.between(1_000, 90_000), {
        at,
        apn: 'cmnet',
        ...(place && { place }),
      })
      return { act, tips: index === ACCEPTED_REGIONS * PARTS_PER_REGION }
    })
  },
}
