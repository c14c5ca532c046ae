import { call } from '../domain/acts.ts'
import { personNumber } from '../domain/numbers.ts'
import { hoursWith } from './plan-hours.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Calls to one person a day that are still accepted (B). */
const ACCEPTED_CALLS = 3

/** A call centre does not take no for an answer. */
export const repeatSameCallee: Story = {
  id: 'repeat-same-callee',
  basis: 'statistical',
  expected: ['repeat-same-callee'],
  incidental: ['one-way-contact', 'machine-dialling'],
  card: { cardClass: 'telesales', terms: hoursWith, background: 'usual' },
  spanMinutes: 30,
  play(stage) {
    const peer = personNumber(stage.random)
    return spreadOver(stage, countFor(ACCEPTED_CALLS, stage.strength)).map((at, index) => ({
      act: call({ at, peer, durationSeconds: index % 2 === 0 ? 8 : 0 }),
      tips: index === ACCEPTED_CALLS,
    }))
  },
}
