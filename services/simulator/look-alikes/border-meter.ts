import { dataPart } from '../domain/acts.ts'
import { MINUTE_MS } from '../domain/local-time.ts'
import { placeIn } from '../domain/place.ts'
import { type LookAlike, NOTHING_TO_FIND } from './look-alike.ts'

const STEP_MS = 30 * MINUTE_MS
const DAYS = 8
/** At the fence the neighbour's mast is often the stronger one. */
const LEAST_NEIGHBOUR_SHARE = 0.05
const SPREAD_NEIGHBOUR_SHARE = 0.4

/** A meter stands at the border of its province: every now and then the cell next door serves it. */
export const borderMeter: LookAlike = {
  id: 'border-meter',
  innocent: 'border meter',
  ...NOTHING_TO_FIND,
  card: {
    cardClass: 'iot',
    terms: () => ({ scene: 'water-meter', protectedClass: null }),
    background: 'none',
  },
  spanMinutes: DAYS * 1_440,
  play(stage) {
    const { random, from } = stage
    // No table of cells knows where the neighbour's mast stands; in truth it is next to the meter.
    const { cell } = placeIn('border', random)
    const neighbour = { region: 'CN-JX', ...(cell && { cell }) }
    const share = LEAST_NEIGHBOUR_SHARE + SPREAD_NEIGHBOUR_SHARE * random.next()
    return Array.from({ length: (DAYS * 1_440 * MINUTE_MS) / STEP_MS }, (_, index) => {
      const at = from + index * STEP_MS + random.below(MINUTE_MS)
      const place = random.chance(share) ? { place: neighbour } : {}
      return { act: dataPart(random.between(200, 3_000), { at, apn: 'cmiot', ...place }) }
    })
  },
}
