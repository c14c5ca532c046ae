import { call } from '../domain/acts.ts'
import { tokenOf } from '../domain/card-event-form.ts'
import { MINUTE_MS } from '../domain/local-time.ts'
import { digits } from '../domain/numbers.ts'
import { type Stage, type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Cards that ring one person in vain within ten minutes and are still accepted (E). */
const ACCEPTED_CALLERS = 19
/** Each rings more than once; a second time in ten minutes is when it counts. */
const ROUNDS = 3
/** Together shorter than ten minutes, wherever a window's slides begin. */
const ROUND_MS = 2.5 * MINUTE_MS

/** A person's phone is rung by many cards at once until it is of no use: 呼死你. */
export const calleeBombing: Story = {
  id: 'callee-bombing',
  basis: 'statistical',
  expected: ['callee-bombing'],
  incidental: ['repeat-same-callee'],
  card: { cardClass: 'ordinary', background: 'none' },
  members: (strength) => countFor(ACCEPTED_CALLERS, strength),
  group: (stage) => ({ kind: 'peer', id: tokenOf(victim(stage)) }),
  spanMinutes: 10,
  play(stage) {
    const { cards, from } = stage
    const peer = victim(stage)
    return Array.from({ length: ROUNDS }, (_, round) => round).flatMap((round) => {
      const start = from + round * ROUND_MS
      const times = spreadOver({ ...stage, from: start, until: start + ROUND_MS }, cards.length)
      return times.map((at, member) => ({
        act: call({ at, peer, durationSeconds: 0 }),
        member,
        tips: round === 1 && member === ACCEPTED_CALLERS,
      }))
    })
  },
}

function victim({ plant }: Pick<Stage, 'plant'>): string {
  return `13${digits(Number(plant) % 10, 1)}0001${digits(Number(plant) % 100_000, 5)}`
}
