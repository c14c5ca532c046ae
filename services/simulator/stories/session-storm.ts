import { dataPart } from '../domain/acts.ts'
import { MINUTE_MS } from '../domain/local-time.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Data records within ten minutes that are still accepted (E). */
const ACCEPTED_RECORDS = 120
/** Short of ten minutes, so that the window holds it wherever its slides begin. */
const STORM_MS = 8 * MINUTE_MS

/** A module attaches again and again, or is told to. */
export const sessionStorm: Story = {
  id: 'session-storm',
  basis: 'statistical',
  expected: ['session-storm'],
  incidental: [],
  card: {
    cardClass: 'iot',
    terms: () => ({ scene: 'water-meter', protectedClass: null }),
    background: 'none',
  },
  spanMinutes: 10,
  play: (stage) =>
    spreadOver(
      { ...stage, until: stage.from + STORM_MS },
      countFor(ACCEPTED_RECORDS, stage.strength),
    ).map((at, index) => ({
      act: dataPart(120, { at, apn: 'cmiot' }),
      tips: index === ACCEPTED_RECORDS,
    })),
}
