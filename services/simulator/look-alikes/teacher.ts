import { call } from '../domain/acts.ts'
import { DAY_MS, HOUR_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type LookAlike, NOTHING_TO_FIND, randomTimes } from './look-alike.ts'

/**
 * A teacher calls the parents of a class, 34 to 46 of them, in one evening, and once more before the
 * holidays. To the network these are strangers, one call each; most of them answer and talk.
 */
export const teacher: LookAlike = {
  id: 'teacher',
  innocent: 'teacher',
  ...NOTHING_TO_FIND,
  card: { cardClass: 'ordinary', background: 'usual' },
  spanMinutes: 8 * 1_440,
  clock: [18, 24],
  play(stage) {
    const { random, from } = stage
    const parents = personNumbers(random, random.between(34, 46))
    return [0, random.between(3, 7)].flatMap((day) => {
      const start = from + day * DAY_MS
      const evening = { from: start, until: start + random.between(2, 3) * HOUR_MS, random }
      return randomTimes(evening, parents.length).map((at, index) => ({
        act: call({
          at,
          peer: parents[index] ?? '',
          durationSeconds: random.chance(0.8) ? random.between(40, 240) : 0,
        }),
      }))
    })
  },
}
