import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { hoursWithout } from './plan-hours.ts'
import { type Story, spreadOver } from './story.ts'

/** The first call is warned of; from the one after these on it is acted on (E). */
const WARNED_CALLS = 20

/** A call centre begins before its contract allows. */
export const callsOutsideHours: Story = {
  id: 'calls-outside-hours',
  basis: 'hardBreach',
  expected: ['calls-outside-hours'],
  incidental: [],
  card: { cardClass: 'telesales', terms: hoursWithout, background: 'usual' },
  spanMinutes: 45,
  play(stage) {
    const times = spreadOver(stage, WARNED_CALLS + 6)
    return personNumbers(stage.random, times.length).map((peer, index) => ({
      act: call({
        at: times[index] ?? stage.from,
        peer,
        durationSeconds: index % 2 === 0 ? 25 : 0,
      }),
      tips: index === 0 || index === WARNED_CALLS,
    }))
  },
}
