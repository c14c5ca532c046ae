import { dataPart } from '../domain/acts.ts'
import { digits } from '../domain/numbers.ts'
import { type LookAlike, NOTHING_TO_FIND, randomTimes } from './look-alike.ts'

const KIB = 2 ** 10

/**
 * A meter was repaired: its card was exchanged, so a new number names the one it took over from, and
 * the meter sends at once what it could not send for weeks.
 */
export const replacedSim: LookAlike = {
  id: 'replaced-sim',
  innocent: 'replaced SIM',
  ...NOTHING_TO_FIND,
  card: {
    cardClass: 'iot',
    terms: ({ from, plant }) => ({
      scene: 'electricity-meter',
      activatedAt: from,
      eventTime: from,
      // The card before it: no card of the run has its number.
      replaces: `898600099999${digits(Number(plant), 8)}`,
    }),
    background: 'none',
  },
  spanMinutes: 5 * 1_440,
  play(stage) {
    const { random, from } = stage
    const backlog = { ...stage, until: from + 3_600_000 }
    const report = (at: number, bytes: number) => ({ act: dataPart(bytes, { at, apn: 'cmiot' }) })
    return [
      ...randomTimes(backlog, 30).map((at) => report(at, random.between(10 * KIB, 60 * KIB))),
      ...randomTimes({ ...stage, from: backlog.until }, 300).map((at) =>
        report(at, random.between(200, 4 * KIB)),
      ),
    ]
  },
}
