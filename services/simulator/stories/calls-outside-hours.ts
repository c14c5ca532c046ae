import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { hoursWith, hoursWithout } from './plan-hours.ts'
import { type Story, spreadOver } from './story.ts'
import type { Strength } from './strength.ts'

/** The first call is warned of; from the one after these on it is acted on (E). */
const WARNED_CALLS = 20
/** The contract closes the hours: one call is a breach already, and `below` calls when it is open. */
const CALLS: Readonly<Record<Strength, number>> = { blatant: 70, clear: 26, above: 1, below: 15 }

/** A call centre begins before its contract allows. */
export const callsOutsideHours: Story = {
  id: 'calls-outside-hours',
  basis: 'hardBreach',
  expected: ['calls-outside-hours'],
  incidental: ['call-rate', 'call-volume-day', 'machine-dialling', 'own-baseline-shift'],
  card: {
    cardClass: 'telesales',
    terms: (stage) => (stage.strength === 'below' ? hoursWith(stage) : hoursWithout(stage)),
    background: 'usual',
  },
  spanMinutes: 45,
  play(stage) {
    const times = spreadOver(stage, CALLS[stage.strength])
    return personNumbers(stage.random, times.length).map((peer, index) => ({
      act: call({
        at: times[index] ?? stage.from,
        peer,
        durationSeconds: index % 2 === 0 ? 25 : 0,
      }),
      tips: stage.strength !== 'below' && (index === 0 || index === WARNED_CALLS),
    }))
  },
}
