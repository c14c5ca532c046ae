import { call, dataPart } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { lastUse } from '../stories/last-use.ts'
import { type LookAlike, NOTHING_TO_FIND, randomTimes } from './look-alike.ts'

/**
 * A second card that is only put in on a visit home: silent for more than sixty days, then a few days
 * of calls to family, to a taxi and a guest house, and of maps.
 */
export const secondSim: LookAlike = {
  id: 'second-sim',
  innocent: 'second SIM',
  ...NOTHING_TO_FIND,
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 3 * 1_440,
  play(stage) {
    const { random, card, from } = stage
    const others = personNumbers(random, random.between(3, 8))
    const [family = ''] = card.habits.kind === 'person' ? card.habits.contacts : others
    return [
      { act: lastUse(card, from) },
      ...randomTimes(stage, random.between(10, 18)).map((at) => ({
        act: call({
          at,
          peer: random.chance(0.5) ? family : (others[random.below(others.length)] ?? family),
          direction: random.chance(0.4) ? 'incoming' : 'outgoing',
        }),
      })),
      ...randomTimes(stage, 40).map((at) => ({
        act: dataPart(random.between(1_000, 9_000_000), { at, apn: 'cmnet', appCategory: 'other' }),
      })),
    ]
  },
}
