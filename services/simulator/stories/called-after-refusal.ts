import { call } from '../domain/acts.ts'
import { tokenOf } from '../domain/card-event-form.ts'
import { MINUTE_MS } from '../domain/local-time.ts'
import { digits } from '../domain/numbers.ts'
import { hoursWith } from './plan-hours.ts'
import { type Stage, type Story, spreadOver } from './story.ts'
import { ONE_ACT_STRENGTHS } from './strength.ts'

/** A person refused all further calls and is called again; `below` somebody else had refused. */
export const calledAfterRefusal: Story = {
  id: 'called-after-refusal',
  basis: 'hardBreach',
  expected: ['called-after-refusal'],
  incidental: ['repeat-same-callee'],
  strengths: ONE_ACT_STRENGTHS,
  card: { cardClass: 'telesales', terms: hoursWith, background: 'none' },
  group: (stage) => ({ kind: 'peer', id: tokenOf(person(stage, 0)) }),
  spanMinutes: 240,
  play(stage) {
    const { from, strength } = stage
    const isBelow = strength === 'below'
    const refusedAt = from + 10 * MINUTE_MS
    const after = { ...stage, from: refusedAt + 20 * MINUTE_MS }
    const peer = person(stage, 0)
    return [
      { act: call({ at: from, peer, durationSeconds: 12 }) },
      { at: refusedAt, refusedBy: isBelow ? person(stage, 1) : peer },
      ...spreadOver(after, strength === 'blatant' ? 3 : 1).map((at, index) => ({
        act: call({ at, peer }),
        tips: index === 0 && !isBelow,
      })),
    ]
  },
}

function person({ plant }: Pick<Stage, 'plant'>, other: number): string {
  return `15${other}0002${digits(Number(plant) % 100_000, 5)}`
}
