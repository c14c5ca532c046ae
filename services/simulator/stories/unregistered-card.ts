import { call, dataPart } from '../domain/acts.ts'
import { MINUTE_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Story, spreadOver } from './story.ts'
import type { Strength } from './strength.ts'

/** How long a card may be used before its profile must have come (E), from its first use on. */
const GRACE_MS = 60 * MINUTE_MS
const ACTS = 30
/** For how much of the grace it is used. */
const USED_GRACE: Readonly<Record<Strength, number>> = {
  blatant: 1.33,
  clear: 1.3,
  above: 1.1,
  below: 0.9,
}

/** A card that no register knows is used for longer than a sale takes to be reported. */
export const unregisteredCard: Story = {
  id: 'unregistered-card',
  basis: 'hardBreach',
  expected: ['unregistered-card'],
  incidental: [],
  card: { cardClass: 'ordinary', hasProfile: false, background: 'none' },
  spanMinutes: 80,
  play(stage) {
    const peers = personNumbers(stage.random, 3)
    const times = spreadOver(
      { ...stage, until: stage.from + USED_GRACE[stage.strength] * GRACE_MS },
      ACTS,
    )
    const graceUntil = (times[0] ?? stage.from) + GRACE_MS
    const tipping = times.findIndex((at) => at > graceUntil)
    return times.map((at, index) => {
      const peer = peers[index]
      const act = peer ? call({ at, peer }) : dataPart(stage.random.between(1_000, 900_000), { at })
      return { act, tips: index === tipping }
    })
  },
}
