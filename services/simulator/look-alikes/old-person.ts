import { call } from '../domain/acts.ts'
import { DAY_MS, MINUTE_MS } from '../domain/local-time.ts'
import { personNumber, personNumbers } from '../domain/numbers.ts'
import { lastUse } from '../stories/last-use.ts'
import { type LookAlike, NOTHING_TO_FIND, randomTimes } from './look-alike.ts'

/**
 * An old person's phone lies about for months. Then a daughter does not answer and is rung again and
 * again, and in the days after it the relatives are called, none of whom the network remembers.
 */
export const oldPerson: LookAlike = {
  id: 'old-person',
  innocent: 'old person',
  ...NOTHING_TO_FIND,
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 4 * 1_440,
  play(stage) {
    const { random, from, card } = stage
    const daughter = personNumber(random)
    const tries = random.between(5, 11)
    const redial = { from, until: from + random.between(8, 25) * MINUTE_MS, random }
    const relatives = personNumbers(random, random.between(4, 9))
    const later = { from: from + DAY_MS, until: stage.until, random }
    return [
      { act: lastUse(card, from) },
      ...randomTimes(redial, tries).map((at, index) => ({
        act: call({ at, peer: daughter, durationSeconds: index === tries - 1 ? 600 : 0 }),
      })),
      ...randomTimes(later, 2 * relatives.length).map((at, index) => ({
        act: call({
          at,
          peer: relatives[index % relatives.length] ?? daughter,
          durationSeconds: random.between(0, 900),
        }),
      })),
    ]
  },
}
