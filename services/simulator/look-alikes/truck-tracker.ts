import { dataPart } from '../domain/acts.ts'
import { crossCountry } from './cross-country.ts'
import { type LookAlike, NOTHING_TO_FIND, randomTimes } from './look-alike.ts'

/** A lorry's tracker crosses one province after the other, as its contract without regions allows. */
export const truckTracker: LookAlike = {
  id: 'truck-tracker',
  innocent: 'truck tracker',
  ...NOTHING_TO_FIND,
  card: {
    cardClass: 'iot',
    terms: () => ({ scene: 'asset-tracker', allowedRegions: null, protectedClass: 'vehicle' }),
    background: 'none',
  },
  spanMinutes: 5 * 1_440,
  play(stage) {
    const placeAt = crossCountry(stage)
    return randomTimes(stage, 600).map((at) => ({
      act: dataPart(stage.random.between(200, 2_000), { at, apn: 'cmiot', place: placeAt(at) }),
    }))
  },
}
