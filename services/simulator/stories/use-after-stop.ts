import { dataPart } from '../domain/acts.ts'
import { MINUTE_MS } from '../domain/local-time.ts'
import { type Story, spreadOver } from './story.ts'
import type { Strength } from './strength.ts'

/** How long a stop may take (B). */
const GRACE_MS = 30 * MINUTE_MS
/** For how long the card is used after it was stopped, in graces. */
const USED: Readonly<Record<Strength, number>> = { blatant: 4, clear: 2, above: 1.1, below: 0.85 }
const PARTS = 24

/** A card that its carrier has taken out of service still reports. */
export const useAfterStop: Story = {
  id: 'use-after-stop',
  basis: 'hardBreach',
  expected: ['use-after-stop'],
  incidental: [],
  card: {
    cardClass: 'iot',
    terms: () => ({ scene: 'asset-tracker', protectedClass: null }),
    background: 'none',
  },
  spanMinutes: 130,
  play(stage) {
    const stoppedAt = stage.from + 5 * MINUTE_MS
    const until = stoppedAt + USED[stage.strength] * GRACE_MS
    const times = spreadOver({ ...stage, until }, PARTS)
    const tipping = times.findIndex((at) => at > stoppedAt + GRACE_MS)
    return [
      { at: stoppedAt, changes: { status: 'suspended' } },
      ...times.map((at, index) => ({
        act: dataPart(stage.random.between(200, 4_000), { at, apn: 'cmiot' }),
        tips: index === tipping,
      })),
    ]
  },
}
