import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type LookAlike, NOTHING_TO_FIND, randomTimes } from './look-alike.ts'

/** On the day of the festival somebody calls all relatives and friends, 25 to 60, and is called by many. */
export const newYearsCalls: LookAlike = {
  id: 'new-years-calls',
  innocent: "new year's calls",
  ...NOTHING_TO_FIND,
  card: { cardClass: 'ordinary', background: 'usual' },
  spanMinutes: 240,
  clock: [9, 22],
  isOnHoliday: true,
  play(stage) {
    const { random, card } = stage
    const known = card.habits.kind === 'person' ? card.habits.contacts : []
    const others = personNumbers(random, random.between(25, 60) - Math.min(20, known.length))
    const peers = [...known.slice(0, 20), ...others]
    return randomTimes(stage, Math.ceil(1.4 * peers.length)).map((at, index) => ({
      act: call({
        at,
        peer: peers[index % peers.length] ?? '',
        direction: random.chance(0.35) ? 'incoming' : 'outgoing',
        durationSeconds: random.chance(0.7) ? random.between(20, 200) : 0,
      }),
    }))
  },
}
