import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { crossCountry } from './cross-country.ts'
import { type LookAlike, NOTHING_TO_FIND, randomTimes } from './look-alike.ts'

/** The driver of the lorry calls home, the firm and whoever waits for the goods, from province to province. */
export const truckDriver: LookAlike = {
  id: 'truck-driver',
  innocent: 'truck driver',
  ...NOTHING_TO_FIND,
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 5 * 1_440,
  play(stage) {
    const { random } = stage
    const placeAt = crossCountry(stage)
    const peers = personNumbers(random, 14)
    return randomTimes(stage, random.between(60, 100)).map((at) => ({
      act: call({
        at,
        peer: peers[Math.floor(peers.length * random.next() ** 2)] ?? '',
        direction: random.chance(0.4) ? 'incoming' : 'outgoing',
        place: placeAt(at),
      }),
    }))
  },
}
