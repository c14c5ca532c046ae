import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Story, spreadOver } from './story.ts'
import type { Strength } from './strength.ts'

/** Calls outside the list up to this number are warned of; the next one is acted on (E). */
const WARNED_CALLS = 2
/** The first is a breach already (B); `below` calls those on the list only. */
const CALLS: Readonly<Record<Strength, number>> = { blatant: 20, clear: 6, above: 1, below: 6 }

/** A child's watch, sold to reach its family, calls others. */
export const peerNotAllowed: Story = {
  id: 'peer-not-allowed',
  basis: 'hardBreach',
  expected: ['peer-not-allowed'],
  incidental: [],
  card: {
    cardClass: 'iot',
    terms: ({ random }) => ({
      scene: 'child-watch',
      functions: { voice: true, sms: true, data: true },
      allowedPeers: personNumbers(random, 3),
    }),
    background: 'data',
  },
  spanMinutes: 40,
  play(stage) {
    const { card, random, strength } = stage
    const isBelow = strength === 'below'
    const count = CALLS[strength]
    const others = isBelow ? (card.profile.allowedPeers ?? []) : personNumbers(random, count)
    return spreadOver(stage, count).map((at, index) => ({
      act: call({ at, peer: others[index % others.length] ?? '' }),
      tips: !isBelow && (index === 0 || index === WARNED_CALLS),
    }))
  },
}
